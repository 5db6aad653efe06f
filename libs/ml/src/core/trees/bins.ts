import type { Matrix } from '../data/matrix.js';

/** The bin of a missing value; values stand in bins 1, 2, … in their order. */
export const MISSING_BIN = 0;
const MOST_BINS = 255;
/** Bins a column may have, the missing one included: what a histogram must hold. */
export const BIN_SPAN = MOST_BINS + 1;

/** A matrix with every value replaced by the bin it falls into. */
export interface BinnedMatrix {
  readonly rows: number;
  readonly columns: number;
  /** For each column the bin of every row: a tree looks at one column of many rows. */
  readonly bins: readonly Uint8Array[];
  /**
   * A column's cuts, ascending and finite: bin b holds the values ≤ thresholds[b − 1] that no bin before it took. The last
   * is the largest number there is, so "left of the last bin" tells every value from the missing ones.
   */
  readonly thresholds: readonly Float64Array[];
}

/**
 * Cuts every column into at most `bins` (1–255) bins of about equally many rows. A column with no more distinct values
 * than bins gets a bin each; a value so frequent that it fills a bin leaves the other bins to the rest. Cuts lie halfway
 * between neighbouring values. Infinite values count as the largest numbers, NaN as missing. O(columns × rows × log rows).
 */
export function binMatrix(matrix: Matrix, bins: number): BinnedMatrix {
  const { rows, columns } = matrix;
  const values = new Float64Array(rows);
  const binned: Uint8Array[] = [];
  const thresholds: Float64Array[] = [];
  for (let column = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) values[row] = finite(matrix.values[row * columns + column] as number);
    const cuts = cutsOf(values, bins);
    thresholds.push(cuts);
    binned.push(binAll(values, cuts));
  }
  return { rows, columns, bins: binned, thresholds };
}

const finite = (value: number): number => Math.min(Math.max(value, -Number.MAX_VALUE), Number.MAX_VALUE);

function binAll(values: Float64Array, thresholds: Float64Array): Uint8Array {
  const bins = new Uint8Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    bins[row] = Number.isNaN(value) ? MISSING_BIN : rankAmong(thresholds, value) + 1;
  }
  return bins;
}

/** How many of the ascending `thresholds` are below `value`: the value is ≤ threshold k exactly where its rank is ≤ k. */
export function rankAmong(thresholds: Float64Array, value: number): number {
  let low = 0;
  let high = thresholds.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((thresholds[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function cutsOf(column: Float64Array, bins: number): Float64Array {
  const sorted = column.slice().sort();
  // NaN sorts last.
  const total = rankOfNaN(sorted);
  let distinctLeft = distinctValues(sorted, total);
  const cuts: number[] = [];
  let [binStart, start] = [0, 0];
  for (let end = 1; end < total; end++) {
    if (sorted[end] === sorted[start]) continue;
    start = end;
    const binsLeft = bins - cuts.length;
    const isFull = (end - binStart) * binsLeft >= total - binStart;
    if (binsLeft > 1 && (isFull || distinctLeft <= binsLeft)) {
      cuts.push(halfway(sorted[end - 1] as number, sorted[end] as number));
      binStart = end;
    }
    distinctLeft--;
  }
  cuts.push(Number.MAX_VALUE);
  return Float64Array.from(cuts);
}

function rankOfNaN(sorted: Float64Array): number {
  let end = sorted.length;
  while (end > 0 && Number.isNaN(sorted[end - 1])) end--;
  return end;
}

function distinctValues(sorted: Float64Array, end: number): number {
  let count = Math.min(end, 1);
  for (let index = 1; index < end; index++) if (sorted[index] !== sorted[index - 1]) count++;
  return count;
}

/** Between two numbers, never past the lower one's neighbour: halves are added because a sum of large numbers overflows. */
function halfway(low: number, high: number): number {
  const middle = low / 2 + high / 2;
  return middle >= low && middle < high ? middle : low;
}
