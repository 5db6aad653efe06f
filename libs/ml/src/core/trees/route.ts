import type { BinnedMatrix } from './bins.js';
import type { GrownTree } from './node-store.js';
import { partition, type RowRange } from './partition.js';

/**
 * Sends rows down a tree, all of a node's at a time, and hands over each leaf with the rows that end there. `rows` is
 * reordered. O(rows × depth of the leaves).
 */
export function route(data: BinnedMatrix, { tree, bin }: GrownTree, rows: Int32Array, atLeaf: (leaf: number, range: RowRange) => void): void {
  const spare = new Int32Array(rows.length);
  const pending = [{ node: 0, start: 0, end: rows.length }];
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, start, end } = next;
    if (start === end) continue;
    const column = tree.feature[node] as number;
    if (column < 0) {
      atLeaf(node, { rows, start, end });
      continue;
    }
    const rule = { column, bin: bin[node] as number, missingLeft: tree.missingLeft[node] === 1 };
    const middle = partition(data, rule, { rows, start, end }, spare);
    pending.push({ node: tree.right[node] as number, start: middle, end }, { node: tree.left[node] as number, start, end: middle });
  }
}

/** Hands over each leaf with the rows of the sample it grew from, `rows` being as the grown tree left them. O(nodes). */
export function eachLeaf({ tree, start, end }: GrownTree, rows: Int32Array, atLeaf: (leaf: number, range: RowRange) => void): void {
  tree.feature.forEach((column, node) => {
    if (column < 0) atLeaf(node, { rows, start: start[node] as number, end: end[node] as number });
  });
}
