import type { Random } from '#kernel';
import type { Matrix } from '../data/matrix.js';

/** How good raw scores are against what is true; higher is better. */
export type Metric = (rawScores: Float64Array) => number;

export interface PermutationOptions {
  /** Times each column is shuffled. */
  readonly repeats: number;
  readonly random: Random;
}

/**
 * How much worse a model scores rows where one column is shuffled: for each column the mean fall of the metric over the
 * repeats (Breiman 2001; Fisher et al. 2019). Near 0, and by chance below it, for a column the model can do without; columns
 * that say the same share what they are worth. Rows the model did not learn from make it honest.
 * O(columns × repeats) scorings of all rows.
 */
export function permutationImportance(score: (features: Matrix) => Float64Array, features: Matrix, metric: Metric, options: PermutationOptions): Float64Array {
  const whole = metric(score(features));
  return Float64Array.from({ length: features.columns }, (_, column) => {
    let fall = 0;
    for (let repeat = 0; repeat < options.repeats; repeat++) {
      fall += whole - metric(score(withShuffled(features, column, options.random)));
    }
    return fall / options.repeats;
  });
}

/** Fisher–Yates within one column. */
function withShuffled({ rows, columns, values }: Matrix, column: number, random: Random): Matrix {
  const shuffled = values.slice();
  for (let row = rows - 1; row > 0; row--) {
    const at = row * columns + column;
    const other = random.below(row + 1) * columns + column;
    const value = shuffled[at] as number;
    shuffled[at] = shuffled[other] as number;
    shuffled[other] = value;
  }
  return { rows, columns, values: shuffled };
}
