export interface SeasonOfSeries {
  readonly season: Float64Array;
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

/**
 * How much of what moves beside the trend is the season, 0 to 1: max(0, 1 − Var(remainder) / Var(season + remainder)). 0 where nothing
 * moves beyond rounding. `weights` say how much each counts, 0 for none. O(n).
 * Source: Wang, Smith & Hyndman, Data Mining and Knowledge Discovery 13 (2006); Hyndman & Athanasopoulos, Forecasting, §4.3.
 */
export function seasonalStrength({ season, trend, remainder }: SeasonOfSeries, weights?: Float64Array): number {
  const together = season.map((value, at) => value + (remainder[at] as number));
  const moved = variance(together, weights);
  return moved > roundingVariance(trend) ? Math.max(0, 1 - variance(remainder, weights) / moved) : 0;
}

/** More than rounding leaves of a constant as large as the trend. */
function roundingVariance(trend: Float64Array): number {
  let largest = 0;
  for (const value of trend) largest = Math.max(largest, Math.abs(value));
  return (1e-9 * largest) ** 2;
}

function variance(values: Float64Array, weights: Float64Array | undefined): number {
  let [total, mean, squares] = [0, 0, 0];
  for (let at = 0; at < values.length; at++) {
    const weight = weights?.[at] ?? 1;
    if (weight === 0) continue;
    total += weight;
    const value = values[at] as number;
    const from = value - mean;
    mean += (from * weight) / total;
    squares += weight * from * (value - mean);
  }
  return total > 0 ? squares / total : 0;
}
