/** Standard normal distribution function; error below 1.5e-7 (Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26). */
function normalBelow(z: number): number {
  const t = 1 / (1 + 0.3275911 * Math.abs(z) / Math.SQRT2);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp((-z * z) / 2);
  return z >= 0 ? 1 - tail / 2 : tail / 2;
}

/**
 * How sure it is that a share lies above `threshold`: one minus the p-value of the one-sided score test, 0–1.
 * 0.5 where the share is the threshold; 0 where nothing was counted.
 */
export function sureAbove(successes: number, total: number, threshold: number): number {
  if (total <= 0) return 0;
  return normalBelow((successes / total - threshold) / Math.sqrt((threshold * (1 - threshold)) / total));
}
