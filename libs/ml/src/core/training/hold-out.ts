import type { TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import type { Fold } from '../folds/fold.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';

const FOLDS = 5;
/** From so many rows on, one fold is held out once: its figures are narrow enough, and a fit is dear. */
const ROWS_OF_ONE_SPLIT = 20_000;
const FEWEST_ROWS = 10;

export interface HoldOutPlan {
  readonly folds: readonly Fold[];
  /** In words, for the passport. */
  readonly description: string;
}

/** The smallest class, or all rows where there are no classes. */
function fewestOfAKind(labels: Float64Array, classes: number): number {
  if (classes === 0) return labels.length;
  const counts = new Float64Array(classes);
  for (const label of labels) counts[label] = (counts[label] as number) + 1;
  return Math.min(...counts);
}

/** How a training set is judged: by what is learnt from other rows of it. No folds where it is too small, or has no labels. */
export function planHoldOut({ features: { rows }, labels, classes }: TrainingSet, seed: number): HoldOutPlan {
  if (labels === undefined) return { folds: [], description: 'none: there are no labels' };
  const count = Math.min(FOLDS, fewestOfAKind(labels, classes));
  if (rows < FEWEST_ROWS || count < 2) return { folds: [], description: 'none: too few rows of a kind' };
  const folds = stratifiedFolds(classes === 0 ? new Float64Array(rows) : labels, count, seed);
  if (rows >= ROWS_OF_ONE_SPLIT) return { folds: folds.slice(0, 1), description: `one of ${count} folds held out` };
  return { folds, description: `${count} folds, each judged by a model of the others` };
}

export function rowsOf({ features, labels, classes }: TrainingSet, rows: Uint32Array): TrainingSet {
  return { features: takeRows(features, rows), labels: labels && Float64Array.from(rows, (row) => labels[row] as number), classes };
}
