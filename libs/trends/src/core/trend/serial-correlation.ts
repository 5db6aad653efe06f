import type { TimedValues } from './theil-sen.js';

/** Beyond this a series is as good as a random walk, and no test of its trend means anything. */
const MOST_CORRELATION = 0.98;

/**
 * How strongly each value of a detrended series follows the one before, 0 to 0.98: the first autocorrelation, corrected for
 * the bias −(2 + 4φ)/n that fitting a line brings (M. G. Kendall, Biometrika 41, 1954, for the mean; the line adds as much again).
 * Only neighbours the usual step apart are compared; 0 under six values or where nothing varies. O(n).
 */
export function serialCorrelation({ times, values }: TimedValues): number {
  const { length } = values;
  if (length < 6) return 0;
  const mean = values.reduce((sum, value) => sum + value / length, 0);
  const step = leastStep(times);
  let [square, product, pairs] = [0, 0, 0];
  for (let at = 0; at < length; at++) {
    const value = (values[at] as number) - mean;
    square += value * value;
    if (at === 0 || (times[at] as number) - (times[at - 1] as number) > 1.5 * step) continue;
    product += value * ((values[at - 1] as number) - mean);
    pairs++;
  }
  if (!(square > 0) || pairs === 0) return 0;
  // As many pairs as a gapless series has, so that gaps do not look like independence.
  const found = (product / pairs) * ((length - 1) / square);
  return Math.min(MOST_CORRELATION, Math.max(0, (length * found + 2) / (length - 4)));
}

function leastStep(times: Float64Array): number {
  let least = Infinity;
  for (let at = 1; at < times.length; at++) least = Math.min(least, (times[at] as number) - (times[at - 1] as number));
  return least;
}

/**
 * n / n*: how many times wider the mean of `count` first-order autoregressive values scatters than that of independent ones,
 * 1 + 2 Σ (1 − k/n) φᵏ (Bayley & Hammersley, JRSS Supplement 8, 1946).
 */
export function varianceInflation(correlation: number, count: number): number {
  const rest = 1 - correlation;
  return 1 + ((2 * correlation) / rest) * (1 - (1 - correlation ** count) / (count * rest));
}
