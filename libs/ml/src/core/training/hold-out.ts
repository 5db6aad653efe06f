import type { TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import type { Fold } from '../folds/fold.js';
import { groupedFolds, groupLabels } from '../folds/grouped-folds.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';

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

/** How a training set is judged: by what is learnt from other rows of it. No folds where it is too small, or has no labels. */
export function planHoldOut({ features: { rows }, labels, groups, classes }: TrainingSet, seed: number): HoldOutPlan {
  if (labels === undefined) return { folds: [], description: 'none: there are no labels' };
  const kinds = classes === 0 ? new Float64Array(rows) : labels;
  const count = Math.min(FOLDS, fewestOfAKind(groups === undefined ? labels : groupLabels(kinds, groups), classes));
  if (rows < FEWEST_ROWS || count < 2) return { folds: [], description: `none: too few ${groups === undefined ? 'rows' : 'groups'} of a kind` };
  const folds = groups === undefined ? stratifiedFolds(kinds, count, seed) : groupedFolds(kinds, groups, count, seed);
  const { one, all } = groups === undefined ? OF_ROWS : OF_GROUPS;
  if (rows >= ROWS_OF_ONE_SPLIT) return { folds: folds.slice(0, 1), description: `one of ${count} folds ${one}` };
  return { folds, description: `${count} folds${all}, each judged by a model of the others` };
}

export function rowsOf({ features, labels, classes }: TrainingSet, rows: Uint32Array): TrainingSet {
  return { features: takeRows(features, rows), labels: labels && Float64Array.from(rows, (row) => labels[row] as number), classes };
}
