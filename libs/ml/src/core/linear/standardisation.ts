import type { Matrix } from '../data/matrix.js';

/** Standardised values are kept within ±this, so that a score stays finite whatever is asked; no fit on real data sees it. */
const FARTHEST = 1e6;

/**
 * How features become inputs of mean 0 and deviation 1: (value − mean) ÷ scale. Inputs are the columns, and after them
 * an indicator (1 missing, 0 not) of each column in `indicators`. A missing value counts as its column's mean.
 */
export interface Standardisation {
  readonly columns: number;
  /** Columns that have an indicator, ascending. */
  readonly indicators: Int32Array;
  /** One an input. */
  readonly mean: Float64Array;
  /** One an input: the standard deviation, missing values counted as the mean, 1 where it is 0. */
  readonly scale: Float64Array;
}

/** Learns means and deviations; `withIndicators` gives one to each column that is missing in some rows but not in all. */
export function learnStandardisation(features: Matrix, withIndicators: boolean): Standardisation {
  const { rows, columns } = features;
  const moments = Array.from({ length: columns }, (_, column) => momentsOf(features, column));
  const missing = Float64Array.from(moments, ({ count }) => (rows - count) / rows);
  const indicators = Int32Array.from(missing.keys()).filter((column) => withIndicators && (missing[column] as number) > 0 && (missing[column] as number) < 1);
  const shares = [...indicators].map((column) => missing[column] as number);
  return {
    columns,
    indicators,
    mean: Float64Array.from([...moments.map(({ mean }) => mean), ...shares]),
    scale: Float64Array.from([...moments.map(({ deviation }) => deviation || 1), ...shares.map((share) => Math.sqrt(share * (1 - share)))]),
  };
}

/** Two passes over values divided by the largest: neither huge nor tiny ones leave the range of a double when squared. */
function momentsOf({ rows, columns, values }: Matrix, column: number): { count: number; mean: number; deviation: number } {
  const present: number[] = [];
  for (let row = 0; row < rows; row++) {
    const value = values[row * columns + column] as number;
    if (Number.isFinite(value)) present.push(value);
  }
  const count = present.length;
  const first = present[0] ?? 0;
  if (present.every((value) => value === first)) return { count, mean: first, deviation: 0 };
  const largest = present.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const mean = present.reduce((sum, value) => sum + value / largest, 0) / count;
  const variance = present.reduce((sum, value) => sum + (value / largest - mean) ** 2, 0) / rows;
  return { count, mean: mean * largest, deviation: Math.sqrt(variance) * largest };
}

/** The standardised inputs of each row. */
export function standardise({ rows, columns, values }: Matrix, { indicators, mean, scale }: Standardisation): Matrix {
  const width = mean.length;
  const inputs = new Float64Array(rows * width);
  for (let row = 0; row < rows; row++) {
    const [from, to] = [row * columns, row * width];
    for (let column = 0; column < columns; column++) {
      inputs[to + column] = distance(values[from + column] as number, mean[column] as number, scale[column] as number);
    }
    for (let at = 0; at < indicators.length; at++) {
      const isMissing = Number.isNaN(values[from + (indicators[at] as number)]) ? 1 : 0;
      inputs[to + columns + at] = distance(isMissing, mean[columns + at] as number, scale[columns + at] as number);
    }
  }
  return { rows, columns: width, values: inputs };
}

function distance(value: number, mean: number, scale: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(FARTHEST, Math.max(-FARTHEST, (value - mean) / scale));
}
