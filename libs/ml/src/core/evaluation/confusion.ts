import { ratio } from '#kernel';
import { checkScored, type Scored } from './scored.js';

/** Weight of the rows by what they are and what a threshold says of them. */
export interface Confusion {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** Rows that score at least `threshold` are called positive. @throws Error as `checkScored` */
export function confusionAt(scored: Scored, threshold: number): Confusion {
  checkScored(scored);
  const { scores, labels, weights } = scored;
  const counts = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
  for (let row = 0; row < scores.length; row++) {
    const weight = weights?.[row] ?? 1;
    const called = (scores[row] as number) >= threshold;
    if (labels[row] === 1) counts[called ? 'truePositives' : 'falseNegatives'] += weight;
    else counts[called ? 'falsePositives' : 'trueNegatives'] += weight;
  }
  return counts;
}

/** Share of rows called right. Undefined without rows. */
export function accuracy({ truePositives, falsePositives, trueNegatives, falseNegatives }: Confusion): number | undefined {
  return ratio(truePositives + trueNegatives, truePositives + falsePositives + trueNegatives + falseNegatives);
}

/** Share of the positives that are called so. Undefined without positives. */
export function recall({ truePositives, falseNegatives }: Confusion): number | undefined {
  return ratio(truePositives, truePositives + falseNegatives);
}

/** Share of the negatives that are called positive. Undefined without negatives. */
export function falsePositiveRate({ falsePositives, trueNegatives }: Confusion): number | undefined {
  return ratio(falsePositives, falsePositives + trueNegatives);
}

/** Share of what is called positive that is. Undefined where nothing is called positive. */
export function precision({ truePositives, falsePositives }: Confusion): number | undefined {
  return ratio(truePositives, truePositives + falsePositives);
}

/** Harmonic mean of precision and recall. Undefined where there are no positives and none are called so. */
export function f1Score({ truePositives, falsePositives, falseNegatives }: Confusion): number | undefined {
  return ratio(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives);
}

/** Mean of the shares called right of positives and of negatives. Undefined where either is missing. */
export function balancedAccuracy(confusion: Confusion): number | undefined {
  const [caught, raised] = [recall(confusion), falsePositiveRate(confusion)];
  return caught === undefined || raised === undefined ? undefined : (caught + 1 - raised) / 2;
}
