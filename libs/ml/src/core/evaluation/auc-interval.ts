import { Z95, type Interval } from '#kernel';
import { cutsOf } from './cuts.js';
import { rocAuc } from './roc-auc.js';
import type { Scored } from './scored.js';

export interface AucInterval extends Interval {
  readonly auc: number;
  readonly standardError: number;
}

/**
 * Confidence interval of the area under the ROC curve (DeLong, DeLong & Clarke-Pearson 1988), O(n log n): the places of a row
 * among those of the other class are read from the curve. Cut off at 0 and 1; of no width where the classes part entirely.
 * Rows are counted, weights left out. Undefined with fewer than two positives or two negatives. @throws Error as `checkScored`
 */
export function aucInterval({ scores, labels }: Scored, z = Z95): AucInterval | undefined {
  const { truePositives, falsePositives, positives, negatives } = cutsOf({ scores, labels });
  const auc = rocAuc({ scores, labels });
  if (auc === undefined || positives < 2 || negatives < 2) return undefined;
  let [ofPositives, ofNegatives, hits, alarms] = [0, 0, 0, 0];
  truePositives.forEach((caught, cut) => {
    const raised = falsePositives[cut] as number;
    ofPositives += (caught - hits) * (1 - (raised + alarms) / 2 / negatives - auc) ** 2;
    ofNegatives += (raised - alarms) * ((caught + hits) / 2 / positives - auc) ** 2;
    [hits, alarms] = [caught, raised];
  });
  const standardError = Math.sqrt(ofPositives / (positives - 1) / positives + ofNegatives / (negatives - 1) / negatives);
  return { auc, standardError, lower: Math.max(0, auc - z * standardError), upper: Math.min(1, auc + z * standardError) };
}
