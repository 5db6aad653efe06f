import { normalTail } from '#kernel';
import { forEachTie, kendallScore } from './kendall.js';
import { varianceInflation } from './serial-correlation.js';

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

/**
 * Mann–Kendall test against a monotone trend; undefined under three values. Values in the order of time, finite.
 * `correlation` is how much each value follows the one before beside the trend ({@link serialCorrelation}); the variance is widened by n/n* of
 * such a process. With it the false alarms on AR(1) noise stay near 5 %, where the correction of Hamed & Rao (1998) leaves 15–30 %
 * (docs/trends.md). O(n log n).
 * Source: H. B. Mann, Econometrica 13 (1945); Kendall, Rank Correlation Methods (1975) for ties; Yue & Wang, Water Resources Management 18 (2004).
 */
export function mannKendall(values: Float64Array, correlation = 0): MannKendall | undefined {
  const { length } = values;
  if (length < 3) return undefined;
  const score = kendallScore(values);
  const variance = varianceOfScore(values) * varianceInflation(correlation, length);
  const z = variance > 0 ? (score - Math.sign(score)) / Math.sqrt(variance) : 0;
  return { score, variance, z, pValue: 2 * normalTail(Math.abs(z)), tau: score / ((length * (length - 1)) / 2) };
}

/** Under no trend and independence, with Kendall's correction for ties. */
function varianceOfScore(values: Float64Array): number {
  const weight = (size: number): number => size * (size - 1) * (2 * size + 5);
  let sum = weight(values.length);
  forEachTie(Float64Array.from(values).sort(), (size) => (sum -= weight(size)));
  return sum / 18;
}
