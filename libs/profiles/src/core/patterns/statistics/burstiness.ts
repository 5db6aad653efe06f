import { chiSquareAbove } from './distributions.js';

/**
 * Goh and Barabási's burstiness of gaps (EPL 81, 2008) for finite numbers by Kim and Jo (PRE 94, 2016): −1 regular, 0 by chance alone, 1 in bursts.
 * Undefined under three gaps or where all are 0.
 */
export function burstiness(gaps: Float64Array): number | undefined {
  const count = gaps.length;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
  if (count < 3 || mean === 0) return undefined;
  const spread = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / count) / mean;
  const [more, less] = [Math.sqrt(count + 1), Math.sqrt(count - 1)];
  return (more * spread - less) / ((more - 2) * spread + less);
}

/**
 * Moran's test of whether gaps are exponential, as events by chance leave them (JRSS B 13, 1951): Bartlett's test of as many variances of two
 * degrees of freedom. One-sided: small where gaps are less even than chance. Wants at least two gaps, all above 0.
 */
export function moranTest(gaps: Float64Array): number {
  const count = gaps.length;
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / count;
  const uneven = -2 * gaps.reduce((sum, gap) => sum + Math.log(gap / mean), 0);
  return chiSquareAbove(uneven / (1 + (count + 1) / (6 * count)), count - 1);
}
