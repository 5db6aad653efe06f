import { mostSuccesses } from './binomial-bound.js';
import { cutsOf, type Cuts } from './cuts.js';
import type { Scored } from './scored.js';

/** A threshold and what it does to the rows it was chosen on: a row is called positive where its score is at least `threshold`. */
export interface OperatingPoint {
  /** Undefined where no score may be called positive. */
  readonly threshold: number | undefined;
  readonly recall: number;
  readonly falsePositiveRate: number;
}

/** The lowest cut whose false positives `isAllowed`; undefined where positives or negatives are missing. */
function lowestCut({ thresholds, truePositives, falsePositives, positives, negatives }: Cuts, isAllowed: (falsePositives: number) => boolean): OperatingPoint | undefined {
  if (positives <= 0 || negatives <= 0) return undefined;
  const at = falsePositives.findLastIndex(isAllowed);
  return { threshold: thresholds[at], recall: (truePositives[at] ?? 0) / positives, falsePositiveRate: (falsePositives[at] ?? 0) / negatives };
}

/**
 * The threshold with the highest recall among those whose false-positive rate on these rows is at most `rate`; points of the
 * ROC curve only, nothing interpolated. Undefined where positives or negatives are missing. @throws Error as `checkScored`
 */
export function operatingPointAt(scored: Scored, rate: number): OperatingPoint | undefined {
  const cuts = cutsOf(scored);
  return lowestCut(cuts, (raised) => raised / cuts.negatives <= rate);
}

/**
 * As `operatingPointAt`, but so that with `confidence` the false-positive rate of *new* rows stays below `rate`, the search for
 * the threshold included (Tong, Feng & Li 2018, the Neyman-Pearson umbrella; the binomial bound of Clopper & Pearson). Needs
 * ln(1 − confidence) / ln(1 − rate) negatives before it calls anything positive: 299 for 1 % at 95 %. Rows are counted, weights
 * left out. Undefined where positives or negatives are missing. @throws Error as `checkScored`
 */
export function safeOperatingPointAt({ scores, labels }: Scored, rate: number, confidence = 0.95): OperatingPoint | undefined {
  const cuts = cutsOf({ scores, labels });
  const most = mostSuccesses(cuts.negatives, rate, confidence) ?? -1;
  return lowestCut(cuts, (raised) => raised <= most);
}
