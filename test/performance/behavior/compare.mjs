import { takeRows } from './core.mjs';
import { chooseByFolds, NONE } from './choice.mjs';
import { auc, aucGain, classFigures } from './figures.mjs';

const part = ({ features, labels }, rows) => ({ features: takeRows(features, rows), labels: Float64Array.from(rows, (row) => labels[row]) });

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

const positivesOf = (labels) => labels.reduce((sum, label) => sum + label, 0);

/** What a fold says of a model's scores, for the choice. */
const foldOf = (scores, labels) => ({ auc: auc({ scores, labels }), positives: positivesOf(labels), negatives: labels.length - positivesOf(labels) });

/**
 * Every model on rows it did not learn from. Which one is served is chosen before that, by `folds` of the training rows (`chooseByFolds`); where none of
 * them beats chance, `none`. Rows of the test part choose nothing.
 */
export function compareModels(models, data, { train, test, folds }, say) {
  const [learnt, asked] = [train, test].map((rows) => part(data, rows));
  const tried = folds.map((fold) => [part(data, fold.train), part(data, fold.test)]);
  const scored = { [NONE]: { scores: new Float64Array(asked.labels.length).fill(positivesOf(learnt.labels) / learnt.labels.length), labels: asked.labels } };
  const perModel = {};
  const foldsByModel = {};
  for (const [name, model] of Object.entries(models)) {
    foldsByModel[name] = tried.map(([known, kept]) => foldOf(model(known, kept.features), kept.labels));
    const foldAucs = foldsByModel[name].map((fold) => fold.auc);
    scored[name] = { scores: model(learnt, asked.features), labels: asked.labels };
    perModel[name] = { ...classFigures(scored[name]), foldAucs };
    say(`${name}: AUC ${perModel[name].auc?.toFixed(4)}, ${mean(foldAucs).toFixed(4)} in training`);
  }
  const served = chooseByFolds(foldsByModel);
  const majority = positivesOf(asked.labels) / asked.labels.length;
  return {
    served, ...(perModel[served] ?? classFigures(scored[NONE])), aboveNetwork: aucGain(scored[served], scored.neural_network), trainRows: train.length, testRows: test.length,
    majorityAccuracy: Math.max(majority, 1 - majority), perModel,
  };
}
