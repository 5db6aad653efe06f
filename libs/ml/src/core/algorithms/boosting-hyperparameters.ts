import { FOREST_FIELDS } from './forest-hyperparameters.js';
import type { HyperparameterRanges } from './hyperparameter-range.js';
import { field, integer, number, type ValuesOf } from './hyperparameters.js';

const share = number(0.0001, 1);

/** What gradient-boosted trees may be told; for several classes `trees` are rounds, of a tree for each class. */
export const BOOSTING_FIELDS = {
  trees: field(integer(1, 10_000), 100),
  maxDepth: field(integer(1, 20), 6),
  minLeaf: field(integer(1, 1_000_000), 20),
  maxFeatures: field(FOREST_FIELDS.maxFeatures.kind, 'all'),
  bins: FOREST_FIELDS.bins,
  classWeights: FOREST_FIELDS.classWeights,
  learningRate: field(number(0.0001, 1), 0.1),
  /** Shares of the rows and columns that each tree sees. */
  rowSample: field(share, 1),
  columnSample: field(share, 1),
  /** Rounds without a better loss on a tenth of the rows, held out, after which the fit ends; 0: it never does. */
  earlyStoppingRounds: field(integer(0, 1000), 0),
  /** λ: added to the second derivatives in a leaf. */
  l2: field(number(0, 1e6), 1),
};

export const BOOSTING_RANGES: HyperparameterRanges = {
  trees: { kind: 'whole', lowest: 50, highest: 300, scale: 'logarithmic' },
  maxDepth: { kind: 'whole', lowest: 2, highest: 8 },
  minLeaf: { kind: 'whole', lowest: 5, highest: 50, scale: 'logarithmic' },
  learningRate: { kind: 'real', lowest: 0.02, highest: 0.3, scale: 'logarithmic' },
  rowSample: { kind: 'real', lowest: 0.5, highest: 1 },
  columnSample: { kind: 'real', lowest: 0.5, highest: 1 },
  l2: { kind: 'real', lowest: 0.1, highest: 30, scale: 'logarithmic' },
};

export type BoostingValues = ValuesOf<typeof BOOSTING_FIELDS>;
