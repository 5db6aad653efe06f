import type { TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import type { Fold } from '../folds/fold.js';
import { groupedFolds, groupLabels } from '../folds/grouped-folds.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';
import { timeOrderedFolds } from '../folds/time-ordered-folds.js';

const FOLDS = 5;
/** From so many rows on, one fold is held out once: its figures are narrow enough, and a fit is dear. */
const ROWS_OF_ONE_SPLIT = 20_000;
const FEWEST_ROWS = 10;
const OF_ROWS = { one: 'held out', all: '' };
const OF_GROUPS = { one: 'of whole groups held out', all: ' of whole groups' };

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

function planInTime(set: TrainingSet, times: Float64Array, count: number): HoldOutPlan | undefined {
  const folds = foldsInTime(set, times, count);
  if (folds.length === 0) return undefined;
  if (set.features.rows >= ROWS_OF_ONE_SPLIT) return { folds: folds.slice(-1), description: `the last of ${count + 1} stretches of time held out` };
  return { folds, description: `${folds.length} stretches of time, each judged by a model of what came before` };
}

/**
 * How a training set is judged: by what is learnt from other rows of it, whole groups or earlier rows where those are known. No
 * folds where it is too small, or has no labels.
 */
export function planHoldOut(set: TrainingSet, seed: number): HoldOutPlan {
  const { features: { rows }, labels, groups, times, classes } = set;
  if (labels === undefined) return { folds: [], description: 'none: there are no labels' };
  const kinds = classes === 0 ? new Float64Array(rows) : labels;
  const count = Math.min(FOLDS, fewestOfAKind(groups === undefined ? labels : groupLabels(kinds, groups), classes));
  if (rows < FEWEST_ROWS || count < 2) return { folds: [], description: `none: too few ${groups === undefined ? 'rows' : 'groups'} of a kind` };
  const inTime = groups === undefined && times !== undefined ? planInTime(set, times, count) : undefined;
  if (inTime !== undefined) return inTime;
  const folds = groups === undefined ? stratifiedFolds(kinds, count, seed) : groupedFolds(kinds, groups, count, seed);
  const { one, all } = groups === undefined ? OF_ROWS : OF_GROUPS;
  if (rows >= ROWS_OF_ONE_SPLIT) return { folds: folds.slice(0, 1), description: `one of ${count} folds ${one}` };
  return { folds, description: `${count} folds${all}, each judged by a model of the others` };
}

export function rowsOf({ features, labels, classes }: TrainingSet, rows: Uint32Array): TrainingSet {
  return { features: takeRows(features, rows), labels: labels && Float64Array.from(rows, (row) => labels[row] as number), classes };
}
