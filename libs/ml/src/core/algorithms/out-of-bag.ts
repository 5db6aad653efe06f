import { VOTE_UNIT, type ForestPart } from './forest-trees.js';
import type { TrainingSet } from './algorithm.js';
import type { StandardTargets } from './targets.js';
import { outputsFor } from './tree-model.js';

/** What a forest says of its own training rows by the trees that did not see them: an estimate that needs no held-out rows. */
export interface OutOfBag {
  /** As the forest's raw scores; NaN for a row that every tree saw. */
  readonly rawScores: Float64Array;
  /** Rows that have a score. */
  readonly rows: number;
  /** Accuracy, or R² of a regression, over those rows; undefined where it has no denominator. */
  readonly score: number | undefined;
}

/** Adds up the votes of all parts, in whole numbers: the same however the forest was parted. */
export function outOfBagOf({ labels, classes, features }: TrainingSet, parts: readonly ForestPart[], targets: StandardTargets | undefined): OutOfBag {
  const outputs = outputsFor(classes);
  const rawScores = new Float64Array(features.rows * outputs);
  const { mean, spread } = targets ?? { mean: 0, spread: 1 };
  let rows = 0;
  for (let row = 0; row < features.rows; row++) {
    const votes = parts.reduce((sum, { outOfBag }) => sum + (outOfBag.votes[row] as number), 0);
    if (votes > 0) rows++;
    for (let at = row * outputs; at < (row + 1) * outputs; at++) {
      const sum = parts.reduce((total, { outOfBag }) => total + (outOfBag.sums[at] as number), 0);
      rawScores[at] = votes > 0 ? mean + (spread * sum * VOTE_UNIT) / votes : NaN;
    }
  }
  const score = classes === 0 ? determination(rawScores, labels as Float64Array) : accuracy(rawScores, labels as Float64Array, outputs);
  return { rawScores, rows, score };
}

function accuracy(rawScores: Float64Array, labels: Float64Array, outputs: number): number | undefined {
  let [right, rows] = [0, 0];
  labels.forEach((label, row) => {
    const scores = rawScores.subarray(row * outputs, (row + 1) * outputs);
    if (Number.isNaN(scores[0])) return;
    const said = outputs === 1 ? Number((scores[0] as number) > 0.5) : scores.indexOf(Math.max(...scores));
    rows++;
    if (said === label) right++;
  });
  return rows > 0 ? right / rows : undefined;
}

/** R²: 1 − squared errors / squared distances from the mean. */
function determination(rawScores: Float64Array, labels: Float64Array): number | undefined {
  const rows = [...labels.keys()].filter((row) => !Number.isNaN(rawScores[row]));
  const mean = rows.reduce((sum, row) => sum + (labels[row] as number) / rows.length, 0);
  const errors = rows.reduce((sum, row) => sum + ((rawScores[row] as number) - (labels[row] as number)) ** 2, 0);
  const distances = rows.reduce((sum, row) => sum + (mean - (labels[row] as number)) ** 2, 0);
  return distances > 0 ? 1 - errors / distances : undefined;
}
