import type { Hyperparameters } from './algorithm.js';
import type { HyperparameterRanges } from './hyperparameter-range.js';
import { checkedHyperparameters, either, field, integer, number, oneOf, perClass, type ValuesOf } from './hyperparameters.js';

const count = integer(1, 32_767);

/** What a random forest may be told. */
export const FOREST_FIELDS = {
  trees: field(integer(1, 10_000), 100),
  maxDepth: field(either(integer(1, 1000), oneOf('unlimited')), 'unlimited'),
  /** Distinct rows of the bootstrap sample that each leaf has at least. */
  minLeaf: field(integer(1, 1_000_000), 1),
  /** Columns looked at for each split: a number of them from 1 on, a share below. */
  maxFeatures: field(either(oneOf('sqrt', 'all'), either(count, number(0.0001, 1))), 'sqrt'),
  bins: field(integer(2, 255), 255),
  classWeights: field(either(oneOf('none', 'balanced'), perClass(number(1e-6, 1e6))), 'none'),
};

export const FOREST_RANGES: HyperparameterRanges = {
  trees: { kind: 'whole', lowest: 50, highest: 300, scale: 'logarithmic' },
  maxDepth: { kind: 'choice', options: ['unlimited', 6, 12, 20] },
  minLeaf: { kind: 'whole', lowest: 1, highest: 30, scale: 'logarithmic' },
  maxFeatures: { kind: 'choice', options: ['sqrt', 0.3, 0.6, 'all'] },
};

export type ForestValues = ValuesOf<typeof FOREST_FIELDS>;

/** @throws Error where they were not checked before */
export function forestValues(checked: Hyperparameters): ForestValues {
  return checkedHyperparameters(FOREST_FIELDS, checked);
}

/** How many of `columns` a node looks at: from 1 to all. */
export function columnsPerNode(maxFeatures: ForestValues['maxFeatures'], columns: number): number {
  if (maxFeatures === 'all') return columns;
  if (maxFeatures === 'sqrt') return Math.max(1, Math.floor(Math.sqrt(columns)));
  return Math.min(columns, Math.max(1, maxFeatures < 1 ? Math.floor(maxFeatures * columns) : maxFeatures));
}
