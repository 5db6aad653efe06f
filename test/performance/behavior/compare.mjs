import { takeRows } from './core.mjs';
import { auc, aucGain, classFigures } from './figures.mjs';

const part = ({ features, labels }, rows) => ({ features: takeRows(features, rows), labels: Float64Array.from(rows, (row) => labels[row]) });

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

function chosen(perModel) {
  const [first, ...others] = Object.keys(perModel);
  const better = others.filter((name) => perModel[name].foldAucs.every((value, fold) => value > perModel[first].foldAucs[fold]));
  return better.reduce((best, name) => (best === first || mean(perModel[name].foldAucs) > mean(perModel[best].foldAucs) ? name : best), first);
}

/**
 * Every model on rows it did not learn from. Which one is served is chosen before that, by `folds` of the training rows: the first model, unless another
 * is better in every one of them; of several, the best on average. Rows of the test part choose nothing.
 */
export function compareModels(models, data, { train, test, folds }, say) {
  const [learnt, asked] = [train, test].map((rows) => part(data, rows));
  const tried = folds.map((fold) => [part(data, fold.train), part(data, fold.test)]);
  const scored = {};
  const perModel = {};
  for (const [name, model] of Object.entries(models)) {
    const foldAucs = tried.map(([known, kept]) => auc({ scores: model(known, kept.features), labels: kept.labels }));
    scored[name] = { scores: model(learnt, asked.features), labels: asked.labels };
    perModel[name] = { ...classFigures(scored[name]), foldAucs };
    say(`${name}: AUC ${perModel[name].auc?.toFixed(4)}, ${mean(foldAucs).toFixed(4)} in training`);
  }
  const served = chosen(perModel);
  const majority = asked.labels.reduce((sum, label) => sum + label, 0) / asked.labels.length;
  return {
    served, ...perModel[served], aboveNetwork: aucGain(scored[served], scored.neural_network), trainRows: train.length, testRows: test.length,
    majorityAccuracy: Math.max(majority, 1 - majority), perModel,
  };
}
