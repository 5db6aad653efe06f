import { forEachTie, kendallScore } from './kendall.js';
import { twoSidedP } from './normal-distribution.js';
import { rankAutocorrelation } from './rank-autocorrelation.js';
import type { TimedValues } from './theil-sen.js';

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

/** What the variance of the score assumes: independent values, or ranks correlated like the ones seen. */
export type Independence = 'independent' | 'hamed-rao';

/**
 * Mann–Kendall test against a monotone trend; undefined under three values. Values in the order of time, finite.
 * `hamed-rao` multiplies the variance by n/n*, which the significant autocorrelations of the detrended ranks give; at most `mostLags` of
 * them, all if left out. A factor under 1 (negative autocorrelation) is taken as 1: fewer alarms, not more.
 * O(n log n), and O(n · lags) for the correction.
 * Source: H. B. Mann, Econometrica 13 (1945); Kendall, Rank Correlation Methods (1975) for ties; Hamed & Rao, Journal of Hydrology 204 (1998).
 */
export function mannKendall(series: TimedValues, independence: Independence = 'independent', mostLags = Infinity): MannKendall | undefined {
  const { values } = series;
  const { length } = values;
  if (length < 3) return undefined;
  const score = kendallScore(values);
  const factor = independence === 'hamed-rao' ? Math.max(1, hamedRaoFactor(series, mostLags)) : 1;
  const variance = varianceOfScore(values) * factor;
  const z = variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
  return { score, variance, z, pValue: twoSidedP(z), tau: score / ((length * (length - 1)) / 2) };
}

/** Under no trend, with Kendall's correction for ties. */
function varianceOfScore(values: Float64Array): number {
  const weight = (size: number): number => size * (size - 1) * (2 * size + 5);
  let sum = weight(values.length);
  forEachTie(Float64Array.from(values).sort(), (size) => (sum -= weight(size)));
  return sum / 18;
}

/**
 * n/n* of Hamed and Rao: how much autocorrelation widens the score. Lags count whose autocorrelation is significant at 5 %.
 */
export function hamedRaoFactor(series: TimedValues, mostLags = Infinity): number {
  const { length } = series.values;
  if (length < 4) return 1;
  const lags = rankAutocorrelation(series, Math.min(length - 1, mostLags));
  const bound = 1.959963984540054 / Math.sqrt(length);
  let sum = 0;
  lags.forEach((correlation, at) => {
    const left = length - at - 1;
    if (Math.abs(correlation) > bound) sum += left * (left - 1) * (left - 2) * correlation;
  });
  return 1 + (2 * sum) / (length * (length - 1) * (length - 2));
}
