import { binMatrix } from '../trees/bins.js';
import { impurityImportances } from '../trees/importances.js';
import type { Algorithm, FitOptions, TrainingSet } from './algorithm.js';
import { BOOSTING_FIELDS, BOOSTING_RANGES } from './boosting-hyperparameters.js';
import { boost, holdOut } from './boosting-rounds.js';
import { weightsOfClasses } from './class-weights.js';
import { checkedHyperparameters, checkHyperparameters } from './hyperparameters.js';
import { lossOf } from './losses.js';
import { standardise } from './targets.js';
import { asTrees, decodeTrees, encodeTrees, servedTrees, type FittedTrees } from './tree-model.js';

export interface FittedBoosting extends FittedTrees {
  /** See `impurityImportances`, of steps instead of shares. */
  readonly importances: Float64Array;
}

/**
 * Gradient-boosted trees (Friedman 2001; Newton steps as in Chen & Guestrin 2016): each tree is a step that makes the loss of
 * all trees before it smaller. Raw scores are log-odds of class 1, logits of several classes, or targets.
 */
export const gradientBoostedTrees: Algorithm = {
  name: 'gradient_boosted_trees',
  modelTypes: ['classification', 'regression'],
  searched: BOOSTING_RANGES,
  check: (given) => checkHyperparameters(BOOSTING_FIELDS, given),
  fit: fitBoosting,
  encode: (fitted) => encodeTrees(asTrees(fitted)),
  decode: (bytes) => servedTrees(decodeTrees(bytes), 'logits'),
};

export function fitBoosting({ features, labels, classes }: TrainingSet, { hyperparameters, seed, progress }: FitOptions): FittedBoosting {
  if (labels?.length !== features.rows) throw new Error(`${features.rows} rows need as many labels`);
  const values = checkedHyperparameters(BOOSTING_FIELDS, hyperparameters);
  const ofClass = weightsOfClasses(values.classWeights, labels, classes);
  const weights = classes === 0 ? new Float64Array(labels.length).fill(1) : labels.map((label) => ofClass[label] as number);
  const { mean, spread, values: targets } = classes === 0 ? standardise(labels) : { mean: 0, spread: 1, values: labels };
  const loss = lossOf({ classes, targets, weights });
  const data = binMatrix(features, values.bins);
  const trees = boost({ data, loss, values, seed, ...holdOut(features.rows, values, seed) }, progress);
  const base = loss.base.map((score) => mean + spread * score);
  const ensemble = { columns: features.columns, outputs: loss.outputs, base, scale: spread * values.learningRate, trees };
  return { ...servedTrees({ classes, ensemble }, 'logits'), importances: impurityImportances(ensemble) };
}
