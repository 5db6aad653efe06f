import { ascendingOrder } from '../data/order.js';
import { checkScored, type Scored } from './scored.js';

/** What a cut at each distinct score catches, highest score first. Curves, areas and thresholds all read from it. */
export interface Cuts {
  readonly thresholds: Float64Array;
  /** Weight of the positives, and of the negatives, that score at least `thresholds[i]`. */
  readonly truePositives: Float64Array;
  readonly falsePositives: Float64Array;
  /** Weight of all positives and of all negatives. */
  readonly positives: number;
  readonly negatives: number;
}

/** Rows of equal score fall on one side together, so ties count as ties everywhere. O(n log n). @throws Error as `checkScored` */
export function cutsOf(scored: Scored): Cuts {
  checkScored(scored);
  const { scores, labels, weights } = scored;
  const order = ascendingOrder(scores).reverse();
  const [thresholds, truePositives, falsePositives] = [new Float64Array(order.length), new Float64Array(order.length), new Float64Array(order.length)];
  let [cuts, positives, negatives] = [0, 0, 0];
  for (const row of order) {
    const score = scores[row] as number;
    const weight = weights?.[row] ?? 1;
    if (labels[row] === 1) positives += weight;
    else negatives += weight;
    if (cuts === 0 || thresholds[cuts - 1] !== score) thresholds[cuts++] = score;
    truePositives[cuts - 1] = positives;
    falsePositives[cuts - 1] = negatives;
  }
  return {
    thresholds: thresholds.slice(0, cuts), truePositives: truePositives.slice(0, cuts), falsePositives: falsePositives.slice(0, cuts),
    positives, negatives,
  };
}
