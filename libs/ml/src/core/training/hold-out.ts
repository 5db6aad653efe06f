import type { TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import type { Fold } from '../folds/fold.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';
import { timeOrderedFolds } from '../folds/time-ordered-folds.js';

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

/** Learnt from what came before; a fold whose past lacks a class cannot be learnt from. */
function foldsInTime({ labels, classes }: TrainingSet, times: Float64Array, count: number): Fold[] {
  return timeOrderedFolds(times, count).filter(({ train }) => classes === 0 || new Set(train.map((row) => labels?.[row] as number)).size === classes);
}

/** How a training set is judged: by what is learnt from other rows of it, earlier ones where `times` are known. No folds where it is too small, or has no labels. */
export function planHoldOut(set: TrainingSet, seed: number, times?: Float64Array): HoldOutPlan {
  const { features: { rows }, labels, classes } = set;
  if (labels === undefined) return { folds: [], description: 'none: there are no labels' };
  const count = Math.min(FOLDS, fewestOfAKind(labels, classes));
  if (rows < FEWEST_ROWS || count < 2) return { folds: [], description: 'none: too few rows of a kind' };
  const inTime = times === undefined ? [] : foldsInTime(set, times, count);
  if (inTime.length > 0) {
    if (rows >= ROWS_OF_ONE_SPLIT) return { folds: inTime.slice(-1), description: `the last of ${count + 1} stretches of time held out` };
    return { folds: inTime, description: `${inTime.length} stretches of time, each judged by a model of what came before` };
  }
  const folds = stratifiedFolds(classes === 0 ? new Float64Array(rows) : labels, count, seed);
  if (rows >= ROWS_OF_ONE_SPLIT) return { folds: folds.slice(0, 1), description: `one of ${count} folds held out` };
  return { folds, description: `${count} folds, each judged by a model of the others` };
}

export function rowsOf({ features, labels, classes }: TrainingSet, rows: Uint32Array): TrainingSet {
  return { features: takeRows(features, rows), labels: labels && Float64Array.from(rows, (row) => labels[row] as number), classes };
}
