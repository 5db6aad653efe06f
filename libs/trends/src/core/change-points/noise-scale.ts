import { median } from '#kernel';
import { MAD_TO_SIGMA } from '../robust/spread.js';

/** More than this leaves too little to see any change by. */
const MOST_CORRELATION = 0.9;

export interface NoiseScale {
  /** Of first-order autoregressive noise, 0 to 0.9. */
  readonly correlation: number;
  /** Standard deviation per value that independent noise would need for means to scatter as much: the long-run one. */
  readonly sigma: number;
}

/**
 * The noise around levels that may jump a few times, from differences one and two steps apart: a jump spoils only the few across
 * it, and a steady slope, taken out as their median, none. φ = (med|y(t+2) − y(t)| / med|y(t+1) − y(t)|)² − 1. Where more than half
 * of the values repeat the medians say nothing, and root mean squares stand in, with φ = 0. Undefined where nothing moves. O(n).
 * Source: Chakar, Lebarbier, Lévy-Leduc & Robin, Bernoulli 23 (2017).
 */
export function noiseScale(values: Float64Array): NoiseScale | undefined {
  const near = scatter(differences(values, 1));
  const far = scatter(differences(values, 2));
  if (near > 0) {
    const correlation = Math.min(MOST_CORRELATION, Math.max(0, (far / near) ** 2 - 1));
    // A difference has 2(1 − φ) times the variance of a value, and a long mean (1 + φ)/(1 − φ) times that of an independent one.
    const sigma = ((near * MAD_TO_SIGMA) / Math.SQRT2) * (Math.sqrt(1 + correlation) / (1 - correlation));
    return { correlation, sigma };
  }
  const sigma = Math.sqrt(differences(values, 1).reduce((sum, difference) => sum + (difference * difference) / 2 / values.length, 0));
  return sigma > 0 ? { correlation: 0, sigma } : undefined;
}

function differences(values: Float64Array, lag: number): Float64Array {
  const found = new Float64Array(Math.max(0, values.length - lag));
  for (let at = 0; at < found.length; at++) found[at] = (values[at + lag] as number) - (values[at] as number);
  return found;
}

/** Median distance from the median, which takes a steady slope out. */
function scatter(values: Float64Array): number {
  const centre = median(values) ?? 0;
  return median(values.map((value) => Math.abs(value - centre))) ?? 0;
}
