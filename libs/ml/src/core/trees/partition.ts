import type { BinnedMatrix } from './bins.js';

/** Which way rows go at a node, in bins: left where the bin is ≤ `bin`; missing values where `missingLeft` says. */
export interface BinRule {
  readonly column: number;
  readonly bin: number;
  readonly missingLeft: boolean;
}

/** A stretch of `rows`: the rows at one node. */
export interface RowRange {
  readonly rows: Int32Array;
  readonly start: number;
  readonly end: number;
}

/**
 * Moves the rows of `range` that go left before those that go right, each side in its order, and says where the right
 * ones start. `spare` is overwritten; it is as long as `range.rows`. O(rows of the range).
 */
export function partition(data: BinnedMatrix, rule: BinRule, range: RowRange, spare: Int32Array): number {
  const { rows, start, end } = range;
  const bins = data.bins[rule.column] as Uint8Array;
  // Bin 0 is missing and so lies left of every cut; one step down, modulo 256, makes it the rightmost instead.
  const shift = rule.missingLeft ? 0 : 255;
  const cut = rule.missingLeft ? rule.bin : rule.bin - 1;
  let left = start;
  let right = 0;
  // Each row is written to both sides and kept on one: a branch here would be mispredicted half of the time.
  for (let index = start; index < end; index++) {
    const row = rows[index] as number;
    const goesRight = (cut - (((bins[row] as number) + shift) & 255)) >>> 31;
    rows[left] = row;
    spare[right] = row;
    left += 1 - goesRight;
    right += goesRight;
  }
  for (let index = 0; index < right; index++) rows[left + index] = spare[index] as number;
  return left;
}
