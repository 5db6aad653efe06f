import { impurityImportances } from '../trees/importances.js';
import type { Algorithm, FitOptions, TrainingSet } from './algorithm.js';
import { FOREST_FIELDS, FOREST_RANGES } from './forest-hyperparameters.js';
import { fitForestTrees, type ForestPart } from './forest-trees.js';
import { checkHyperparameters } from './hyperparameters.js';
import { outOfBagOf, type OutOfBag } from './out-of-bag.js';
import { standardise } from './targets.js';
import { asTrees, decodeTrees, encodeTrees, outputsFor, servedTrees, type FittedTrees } from './tree-model.js';

/** A forest with what its fit found out; neither is in its bytes, though importances can be had from the trees again. */
export interface FittedForest extends FittedTrees {
  /** See `impurityImportances`. */
  readonly importances: Float64Array;
  readonly outOfBag: OutOfBag;
}

/** Random forest (Breiman 2001): the mean of trees grown to bootstrap samples, each split the best of a few columns drawn. */
export const randomForest: Algorithm = {
  name: 'random_forest',
  modelTypes: ['classification', 'regression'],
  searched: FOREST_RANGES,
  check: (given) => checkHyperparameters(FOREST_FIELDS, given),
  fit: fitForest,
  encode: (fitted) => encodeTrees(asTrees(fitted)),
  decode: (bytes) => servedTrees(decodeTrees(bytes), 'probabilities'),
};

export function fitForest(set: TrainingSet, options: FitOptions): FittedForest {
  const trees = options.hyperparameters['trees'] as number;
  return joinForest(set, [fitForestTrees(set, options, 0, trees)]);
}

/**
 * Makes one forest of parts fitted apart, given in any order: the same as if fitted in one go.
 * @throws Error where the parts leave out a tree or have one twice
 */
export function joinForest(set: TrainingSet, parts: readonly ForestPart[]): FittedForest {
  const sorted = [...parts].sort((one, other) => one.from - other.from);
  const trees = sorted.flatMap((part) => part.trees);
  sorted.reduce((next, part) => {
    if (part.from !== next) throw new Error(`a part begins at tree ${part.from} instead of ${next}`);
    return next + part.trees.length;
  }, 0);
  const outputs = outputsFor(set.classes);
  const targets = set.classes === 0 ? standardise(set.labels as Float64Array) : undefined;
  const base = new Float64Array(outputs).fill(targets?.mean ?? 0);
  const ensemble = { columns: set.features.columns, outputs, base, scale: (targets?.spread ?? 1) / trees.length, trees };
  return {
    ...servedTrees({ classes: set.classes, ensemble }, 'probabilities'),
    importances: impurityImportances(ensemble),
    outOfBag: outOfBagOf(set, parts, targets),
  };
}
