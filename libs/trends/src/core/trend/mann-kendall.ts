import { forEachTie, kendallScore } from './kendall.js';
import { twoSidedP } from './normal-distribution.js';
import { serialCorrelation, varianceInflation } from './serial-correlation.js';
import { theilSen, type TimedValues } from './theil-sen.js';

export interface MannKendall {
  /** Pairs that rise minus pairs that fall. */
  readonly score: number;
  /** Of the score under no trend, corrected for ties and, if asked, for autocorrelation. */
  readonly variance: number;
  /** Standardised score, with a continuity correction. */
  readonly z: number;
  /** Two-sided; 1 where all values are equal. */
  readonly pValue: number;
  /** Kendall's τ-a, −1 to 1. */
  readonly tau: number;
}

/** What the variance of the score assumes: independent values, or each following the one before as strongly as seen. */
export type Dependence = 'independent' | 'autoregressive';

/**
 * Mann–Kendall test against a monotone trend; undefined under three values. `autoregressive` widens the variance by n/n* of a
 * first-order process, its coefficient measured beside the Theil–Sen line: the false alarms on AR(1) noise stay near 5 %, where the
 * correction of Hamed & Rao (1998) leaves 15–30 % (docs/trends.md). O(n log n), and the cost of {@link theilSen} for the correction.
 * Source: H. B. Mann, Econometrica 13 (1945); Kendall, Rank Correlation Methods (1975) for ties; Yue & Wang, Water Resources Management 18 (2004).
 */
export function mannKendall(series: TimedValues, dependence: Dependence = 'independent'): MannKendall | undefined {
  const { values } = series;
  const { length } = values;
  if (length < 3) return undefined;
  const score = kendallScore(values);
  const variance = varianceOfScore(values) * (dependence === 'independent' ? 1 : inflation(series));
  const z = variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
  return { score, variance, z, pValue: twoSidedP(z), tau: score / ((length * (length - 1)) / 2) };
}

/** Under no trend and independence, with Kendall's correction for ties. */
function varianceOfScore(values: Float64Array): number {
  const weight = (size: number): number => size * (size - 1) * (2 * size + 5);
  let sum = weight(values.length);
  forEachTie(Float64Array.from(values).sort(), (size) => (sum -= weight(size)));
  return sum / 18;
}

function inflation(series: TimedValues): number {
  const slope = theilSen(series)?.slope ?? 0;
  return varianceInflation(serialCorrelation(series, slope), series.values.length);
}
