/** Running sums over a series: what any segment costs is known in O(1). */
export interface SegmentCost {
  readonly length: number;
  /** Twice the negative log-likelihood, without constants, of the values from `start` up to but not including `end`. */
  readonly cost: (start: number, end: number) => number;
  /** Parameters that each segment has of its own. */
  readonly parameters: number;
}

/** A variance less than this share of the whole series' counts as this: a constant segment must not be infinitely likely. */
const LEAST_VARIANCE_SHARE = 1e-8;

/** Normal values with a mean per segment and one known `sigma`. */
export function meanCost(values: Float64Array, sigma: number): SegmentCost {
  const squares = squaresWithin(values);
  const perVariance = 1 / (sigma * sigma);
  return { length: values.length, parameters: 1, cost: (start, end) => squares(start, end) * perVariance };
}

/** Normal values with a mean and a variance per segment (Killick & Eckley, changepoint, JSS 58, 2014). */
export function meanVarianceCost(values: Float64Array): SegmentCost {
  const squares = squaresWithin(values);
  const { length } = values;
  const least = length > 0 ? Math.max((squares(0, length) / length) * LEAST_VARIANCE_SHARE, Number.MIN_VALUE) : 1;
  const cost = (start: number, end: number): number => {
    const size = end - start;
    const variance = squares(start, end) / size;
    return size * (Math.log(2 * Math.PI * Math.max(variance, least)) + Math.min(1, variance / least));
  };
  return { length, parameters: 2, cost };
}

/** Sum of squares about the segment's mean. Sums are of values less the first one, so that a high level does not eat the digits. */
function squaresWithin(values: Float64Array): (start: number, end: number) => number {
  const sums = new Float64Array(values.length + 1);
  const squareSums = new Float64Array(values.length + 1);
  const origin = values[0] ?? 0;
  for (let at = 0; at < values.length; at++) {
    const value = (values[at] as number) - origin;
    sums[at + 1] = (sums[at] as number) + value;
    squareSums[at + 1] = (squareSums[at] as number) + value * value;
  }
  return (start, end) => {
    const sum = (sums[end] as number) - (sums[start] as number);
    const squares = (squareSums[end] as number) - (squareSums[start] as number) - (sum * sum) / (end - start);
    return squares > 0 ? squares : 0;
  };
}
