/** Chebyshev fit of erfc, by falling power of t. */
const ERFC_COEFFICIENTS = [
  0.17087277, -0.82215223, 1.48851587, -1.13520398, 0.27886807, -0.18628806, 0.09678418, 0.37409196, 1.00002368, -1.26551223,
];

/**
 * Chance of a standard normal value of at least `z`; far out in the upper tail too its relative error stays below 1.2e-7.
 * Source: Press et al., Numerical Recipes, §6.2.
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const x = z / Math.SQRT2;
  const t = 1 / (1 + x / 2);
  let sum = 0;
  for (const coefficient of ERFC_COEFFICIENTS) sum = sum * t + coefficient;
  return Math.min(1, t * Math.exp(-x * x + sum)) / 2;
}
