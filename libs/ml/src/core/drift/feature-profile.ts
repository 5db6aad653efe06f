import { columnOf } from '../data/column.js';
import type { Matrix } from '../data/matrix.js';
import { quantileEdges } from '../data/quantile-edges.js';
import { countBelow } from '../data/sorted.js';

/** What a feature looked like in a window of rows. Plain JSON. */
export interface FeatureProfile {
  /** Rows of the window, missing values included. */
  readonly rows: number;
  readonly missingShare: number;
  /** Of the finite values; null where there are none. */
  readonly mean: number | null;
  /** Ascending. A value v falls into bin i where edges[i − 1] < v ≤ edges[i]; the last bin lies above the last edge. */
  readonly edges: readonly number[];
  /** Share of the rows in each bin, `edges.length + 1` of them; with `missingShare` they add up to 1. All 0 without rows. */
  readonly shares: readonly number[];
}

const DEFAULT_BINS = 10;

const justBelow = (value: number): number => value - Math.max(Math.abs(value) * Number.EPSILON, Number.MIN_VALUE);

/**
 * The profile of a training window: `bins` bins of equal frequency, and one on either side for values that never occurred, so
 * that even a constant can be seen to move. `values`: one a row, NaN is missing; infinite ones count as the extremes they are.
 */
export function profileFeature(values: Float64Array, bins = DEFAULT_BINS): FeatureProfile {
  const edges = quantileEdges(values.filter((value) => Number.isFinite(value)).sort(), bins);
  const lowest = values.reduce((least, value) => (value < least && value > -Infinity ? value : least), Infinity);
  return profileAlong(edges.length > 0 ? [justBelow(lowest), ...edges] : [], values);
}

/** One profile a column. */
export function profileColumns(matrix: Matrix, bins = DEFAULT_BINS): FeatureProfile[] {
  return Array.from({ length: matrix.columns }, (_, column) => profileFeature(columnOf(matrix, column), bins));
}

/** Other rows in the bins of a profile: the other side of a comparison. */
export function profileAgainst({ edges }: FeatureProfile, values: Float64Array): FeatureProfile {
  return profileAlong(edges, values);
}

function profileAlong(edges: readonly number[], values: Float64Array): FeatureProfile {
  const counts = new Array<number>(edges.length + 1).fill(0);
  let [missing, finite, mean] = [0, 0, 0];
  for (const value of values) {
    if (Number.isNaN(value)) {
      missing++;
      continue;
    }
    const bin = countBelow(edges, value);
    counts[bin] = (counts[bin] as number) + 1;
    // Step by step, and divided first: a sum of large values would overflow.
    if (!Number.isFinite(value)) continue;
    finite++;
    mean += value / finite - mean / finite;
  }
  const rows = values.length;
  const shareOf = (count: number): number => (rows > 0 ? count / rows : 0);
  return { rows, missingShare: shareOf(missing), mean: finite > 0 ? mean : null, edges, shares: counts.map(shareOf) };
}
