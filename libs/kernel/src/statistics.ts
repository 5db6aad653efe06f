/** Standard normal quantile of a two-sided 95 % interval. */
export const Z95 = 1.959963984540054;

export interface Interval {
  readonly lower: number;
  readonly upper: number;
}

/**
 * Wilson score interval of a share (E. B. Wilson, JASA 22, 1927). `total` may be fractional (decayed counts);
 * without observations the interval is all of [0, 1].
 */
export function wilsonInterval(successes: number, total: number, z = Z95): Interval {
  if (total <= 0) return { lower: 0, upper: 1 };
  const share = successes / total;
  const spread = (z * z) / total;
  const centre = (share + spread / 2) / (1 + spread);
  const margin = (z / (1 + spread)) * Math.sqrt((share * (1 - share)) / total + spread / (4 * total));
  return { lower: Math.max(0, centre - margin), upper: Math.min(1, centre + margin) };
}

/** `numerator / denominator`, or undefined where there is nothing to divide by. */
export function ratio(numerator: number, denominator: number): number | undefined {
  return denominator > 0 ? numerator / denominator : undefined;
}

/** Logistic function. */
export function sigmoid(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

/** Log-odds of a probability strictly between 0 and 1. */
export function logit(probability: number): number {
  return Math.log(probability / (1 - probability));
}
