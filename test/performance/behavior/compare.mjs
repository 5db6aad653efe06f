import { takeRows } from './core.mjs';
import { auc, aucGain, classFigures } from './figures.mjs';

const part = ({ features, labels }, rows) => ({ features: takeRows(features, rows), labels: Float64Array.from(rows, (row) => labels[row]) });

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * Every model on rows it did not learn from. Which one is served is chosen before that, by the mean AUC over `folds` of the training rows:
 * rows of the test part choose nothing.
 */
export function compareModels(models, data, { train, test, folds }, say) {
  const [learnt, asked] = [train, test].map((rows) => part(data, rows));
  const tried = folds.map((fold) => [part(data, fold.train), part(data, fold.test)]);
  const scored = {};
  const perModel = {};
  for (const [name, model] of Object.entries(models)) {
    const validationAuc = mean(tried.map(([known, kept]) => auc({ scores: model(known, kept.features), labels: kept.labels })));
    scored[name] = { scores: model(learnt, asked.features), labels: asked.labels };
    perModel[name] = { ...classFigures(scored[name]), validationAuc };
    say(`${name}: AUC ${perModel[name].auc?.toFixed(4)}, ${validationAuc?.toFixed(4)} in training`);
  }
  const served = Object.keys(models).reduce((best, name) => (perModel[name].validationAuc > perModel[best].validationAuc ? name : best));
  const majority = asked.labels.reduce((sum, label) => sum + label, 0) / asked.labels.length;
  return {
    served, ...perModel[served], aboveNetwork: aucGain(scored[served], scored.neural_network), trainRows: train.length, testRows: test.length,
    majorityAccuracy: Math.max(majority, 1 - majority), perModel,
  };
}
