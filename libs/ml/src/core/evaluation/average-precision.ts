import { ratio } from '#kernel';
import { cutsOf } from './cuts.js';
import type { Scored } from './scored.js';

/**
 * Precision at each cut, weighted by the recall the cut adds: the area under the precision-recall curve without the
 * optimism of straight lines between its points (Davis & Goadrich 2006). Undefined without positives. @throws Error as `checkScored`
 */
export function averagePrecision(scored: Scored): number | undefined {
  const { truePositives, falsePositives, positives } = cutsOf(scored);
  let [sum, hits] = [0, 0];
  truePositives.forEach((caught, index) => {
    if (caught > hits) sum += ((caught - hits) * caught) / (caught + (falsePositives[index] as number));
    hits = caught;
  });
  return ratio(sum, positives);
}
