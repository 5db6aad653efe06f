/** How far apart two samples are, and how often chance alone parts samples of one distribution so far. */
export interface SampleDifference {
  /** Largest distance of the two empirical distribution functions, 0–1. */
  readonly statistic: number;
  readonly pValue: number;
}

function largestGap(first: Float64Array, second: Float64Array): number {
  let [inFirst, inSecond, gap] = [0, 0, 0];
  while (inFirst < first.length && inSecond < second.length) {
    const value = Math.min(first[inFirst] as number, second[inSecond] as number);
    // Ties are passed on both sides before the distance is measured.
    while (first[inFirst] === value) inFirst++;
    while (second[inSecond] === value) inSecond++;
    gap = Math.max(gap, Math.abs(inFirst / first.length - inSecond / second.length));
  }
  return gap;
}

/** Chance that Kolmogorov's distribution exceeds `value`: the series for its large values, and Jacobi's twin of it for small ones. */
export function kolmogorovTail(value: number): number {
  if (value <= 0) return 1;
  let sum = 0;
  if (value < 1) {
    for (let term = 1; term <= 9; term += 2) sum += Math.exp((-(term * term) * Math.PI * Math.PI) / (8 * value * value));
    return 1 - (Math.sqrt(2 * Math.PI) / value) * sum;
  }
  for (let term = 1; term <= 6; term++) sum += (term % 2 === 1 ? 2 : -2) * Math.exp(-2 * term * term * value * value);
  return sum;
}

/**
 * Two-sample Kolmogorov-Smirnov test; missing values (NaN) are left out. The p-value is asymptotic with Stephens' correction for
 * small samples (1970): from ten values a side on within 0.12 of the exact one, and within 0.022 where that is below 0.1. Many ties
 * make it too cautious. O(n log n). Undefined where a sample is empty.
 */
export function kolmogorovSmirnov(first: Float64Array, second: Float64Array): SampleDifference | undefined {
  const [one, other] = [first, second].map((sample) => sample.filter((value) => !Number.isNaN(value)).sort()) as [Float64Array, Float64Array];
  if (one.length === 0 || other.length === 0) return undefined;
  const statistic = largestGap(one, other);
  const root = Math.sqrt((one.length * other.length) / (one.length + other.length));
  return { statistic, pValue: kolmogorovTail((root + 0.12 + 0.11 / root) * statistic) };
}
