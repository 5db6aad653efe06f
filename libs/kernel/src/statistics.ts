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
  // At either end rounding would leave a hair's breadth.
  return { lower: successes <= 0 ? 0 : Math.max(0, centre - margin), upper: successes >= total ? 1 : Math.min(1, centre + margin) };
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

/**
 * The `rank`-th smallest value (0 the least), by quickselect: O(n) on average. Reorders `values`, which must hold no NaN.
 * Source: C. A. R. Hoare, Algorithm 65: Find, CACM 4 (1961).
 */
export function selectInPlace(values: Float64Array, rank: number): number {
  let low = 0;
  let high = values.length - 1;
  while (low < high) {
    const pivot = values[(low + high) >> 1] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (rank <= right) high = right;
    else if (rank >= left) low = left;
    else break;
  }
  return values[rank] as number;
}

/** Median of `values` (the mean of the two in the middle), which get reordered; undefined without values. O(n). */
export function medianInPlace(values: Float64Array): number | undefined {
  const { length } = values;
  if (length === 0) return undefined;
  const upper = selectInPlace(values, length >> 1);
  if (length % 2 === 1) return upper;
  // What quickselect leaves to the left is no greater than the one it selected.
  let lower = -Infinity;
  for (let at = 0; at < length >> 1; at++) lower = Math.max(lower, values[at] as number);
  return (lower + upper) / 2;
}

/** Median of the finite ones of `values`; undefined without any. The input stays as it is. O(n). */
export function median(values: ArrayLike<number>): number | undefined {
  return medianInPlace(finite(values));
}

/** The finite ones of `values`, copied. */
export function finite(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).filter(Number.isFinite);
}
