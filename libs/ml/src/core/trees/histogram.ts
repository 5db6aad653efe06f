import { BIN_SPAN, type BinnedMatrix } from './bins.js';
import type { RowRange } from './partition.js';

/**
 * What a histogram adds up in each bin. Every row brings a pair of numbers.
 * *Moments* (`classes` 0): the pair is (weight, sum); a cell is [Σ weight, Σ sum] and, where `counted`, the number of rows.
 * *Classes*: the pair is (weight, class index); a cell is [number of rows, Σ weight of class 0, of class 1, …].
 */
export interface CellLayout {
  readonly classes: number;
  readonly counted: boolean;
  /** Numbers a cell has. */
  readonly stride: number;
  /** Where in a cell the rows stand: their number or, without counts, their weight. */
  readonly countAt: number;
}

export function cellLayout(classes: number, counted: boolean): CellLayout {
  if (classes > 0) return { classes, counted: true, stride: classes + 1, countAt: 0 };
  return counted ? { classes, counted, stride: 3, countAt: 2 } : { classes, counted, stride: 2, countAt: 0 };
}

/** The rows at a node and, from index 0, their pairs: read once a node instead of once a column. */
export interface NodeRows extends RowRange {
  readonly pairs: Float32Array;
}

/** Cells of one column, one a bin, from `offset` of `values`. */
export interface Cells {
  readonly layout: CellLayout;
  readonly values: Float64Array;
  readonly offset: number;
}

/** Adds the rows at a node to the cells of the bins they have in a column. O(rows at the node). */
export function addRows(data: BinnedMatrix, column: number, node: NodeRows, cells: Cells): void {
  const bins = data.bins[column] as Uint8Array;
  if (cells.layout.classes > 0) addClasses(bins, node, cells);
  else if (cells.layout.counted) addCountedMoments(bins, node, cells);
  else addMoments(bins, node, cells);
}

function addMoments(bins: Uint8Array, { rows, start, end, pairs }: NodeRows, { values, offset }: Cells): void {
  for (let index = start, pair = 0; index < end; index++, pair += 2) {
    const at = offset + (bins[rows[index] as number] as number) * 2;
    (values[at] as number) += pairs[pair] as number;
    (values[at + 1] as number) += pairs[pair + 1] as number;
  }
}

function addCountedMoments(bins: Uint8Array, { rows, start, end, pairs }: NodeRows, { values, offset }: Cells): void {
  for (let index = start, pair = 0; index < end; index++, pair += 2) {
    const at = offset + (bins[rows[index] as number] as number) * 3;
    (values[at] as number) += pairs[pair] as number;
    (values[at + 1] as number) += pairs[pair + 1] as number;
    (values[at + 2] as number) += 1;
  }
}

/**
 * `addRows` for four columns whose cells follow one another, `size` numbers each: counted moments alone, because boosting
 * spends half of its time here and four columns share what is read of a row.
 */
export function addFourColumns(four: readonly Uint8Array[], { rows, start, end, pairs }: NodeRows, { values, offset }: Cells, size: number): void {
  const [first, second, third, fourth] = four as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  for (let index = start, pair = 0; index < end; index++, pair += 2) {
    const row = rows[index] as number;
    const weight = pairs[pair] as number;
    const sum = pairs[pair + 1] as number;
    addPair(values, offset + (first[row] as number) * 3, weight, sum);
    addPair(values, offset + size + (second[row] as number) * 3, weight, sum);
    addPair(values, offset + size * 2 + (third[row] as number) * 3, weight, sum);
    addPair(values, offset + size * 3 + (fourth[row] as number) * 3, weight, sum);
  }
}

function addPair(values: Float64Array, at: number, weight: number, sum: number): void {
  (values[at] as number) += weight;
  (values[at + 1] as number) += sum;
  (values[at + 2] as number) += 1;
}

function addClasses(bins: Uint8Array, { rows, start, end, pairs }: NodeRows, { values, offset, layout }: Cells): void {
  for (let index = start, pair = 0; index < end; index++, pair += 2) {
    const at = offset + (bins[rows[index] as number] as number) * layout.stride;
    (values[at] as number) += 1;
    (values[at + 1 + (pairs[pair + 1] as number)] as number) += pairs[pair] as number;
  }
}

/** Adds up the pairs of a node: its cell, as if it had one bin. */
export function totalOf({ pairs, start, end }: NodeRows, { classes, counted }: CellLayout, total: Float64Array): void {
  total.fill(0);
  const length = (end - start) * 2;
  if (classes > 0) {
    total[0] = end - start;
    for (let pair = 0; pair < length; pair += 2) (total[1 + (pairs[pair + 1] as number)] as number) += pairs[pair] as number;
    return;
  }
  let weight = 0;
  let sum = 0;
  for (let pair = 0; pair < length; pair += 2) {
    weight += pairs[pair] as number;
    sum += pairs[pair + 1] as number;
  }
  total[0] = weight;
  total[1] = sum;
  if (counted) total[2] = end - start;
}

const seen = new Int32Array(BIN_SPAN / 32);

/** The bins that the rows of a small node have in a column: a set of bits read in order, cheaper than a look at every bin. */
export function binsPresent(data: BinnedMatrix, column: number, range: RowRange, list: Uint8Array): number {
  const { rows, start, end } = range;
  const bins = data.bins[column] as Uint8Array;
  for (let index = start; index < end; index++) {
    const bin = bins[rows[index] as number] as number;
    (seen[bin >>> 5] as number) |= 1 << (bin & 31);
  }
  let length = 0;
  for (let word = 0; word < seen.length; word++) {
    for (let bits = seen[word] as number; bits !== 0; bits &= bits - 1) {
      list[length++] = word * 32 + 31 - Math.clz32(bits & -bits);
    }
    seen[word] = 0;
  }
  return length;
}
