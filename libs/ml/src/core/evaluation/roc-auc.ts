import { ratio } from '#kernel';
import { cutsOf } from './cuts.js';
import type { Scored } from './scored.js';

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, a tie counting half. Undefined where
 * positives or negatives are missing. @throws Error as `checkScored`
 */
export function rocAuc(scored: Scored): number | undefined {
  const { truePositives, falsePositives, positives, negatives } = cutsOf(scored);
  let [area, hits, alarms] = [0, 0, 0];
  truePositives.forEach((caught, index) => {
    const raised = falsePositives[index] as number;
    area += ((raised - alarms) * (caught + hits)) / 2;
    [hits, alarms] = [caught, raised];
  });
  return ratio(area, positives * negatives);
}
