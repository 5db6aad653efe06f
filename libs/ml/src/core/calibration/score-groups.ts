import { cutsOf } from '../evaluation/cuts.js';
import type { Scored } from '../evaluation/scored.js';

/** Rows of one score, taken together. */
export interface ScoreGroup {
  readonly score: number;
  readonly weight: number;
  /** Weight of its positives. */
  readonly positives: number;
}

/** The distinct scores, lowest first; rows of weight 0 are left out. @throws Error as `checkScored`, and where a score is infinite */
export function scoreGroups(scored: Scored): ScoreGroup[] {
  const { thresholds, truePositives, falsePositives } = cutsOf(scored);
  if (!thresholds.every(Number.isFinite)) throw new Error('a score is infinite');
  const groups = Array.from(thresholds, (score, cut) => {
    const positives = (truePositives[cut] as number) - (truePositives[cut - 1] ?? 0);
    return { score, positives, weight: positives + (falsePositives[cut] as number) - (falsePositives[cut - 1] ?? 0) };
  });
  return groups.filter(({ weight }) => weight > 0).reverse();
}
