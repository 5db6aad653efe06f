import { rankAmong } from './bins.js';
import type { Tree, TreeEnsemble } from './tree.js';

/** All trees in one set of arrays, made for speed: a visit of a node reads eight neighbouring bytes. */
export interface PackedEnsemble {
  readonly columns: number;
  readonly outputs: number;
  /** For each column the thresholds that occur, ascending. */
  readonly thresholds: readonly Float64Array[];
  /**
   * Two integers a node. First 2 × column + (1 where the missing go left), shifted by `rankBits`, plus the threshold's rank in
   * its column; then where the left child stands, the right one just after it; on a leaf ~ the place of its first value.
   */
  readonly nodes: Int32Array;
  readonly rankBits: number;
  readonly rankMask: number;
  readonly values: Float64Array;
  /** Where each tree's root stands, and how many outputs the tree has. */
  readonly roots: Int32Array;
  readonly widths: Int32Array;
}

/** @throws Error where a column has more thresholds than fit beside its number: about 2³¹ ÷ columns */
export function packEnsemble({ trees, columns, outputs }: TreeEnsemble): PackedEnsemble {
  const thresholds = thresholdsOf(trees, columns);
  const rankBits = Math.clz32(2 * columns - 1);
  if (thresholds.some((cuts) => cuts.length >= 2 ** Math.min(rankBits, 31))) throw new Error('too many thresholds in a column');
  const nodes = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const packed = {
    columns,
    outputs,
    thresholds,
    nodes: new Int32Array(2 * nodes),
    rankBits,
    rankMask: 2 ** rankBits - 1,
    values: new Float64Array(trees.reduce((sum, tree) => sum + leavesOf(tree) * tree.outputs, 0)),
    roots: new Int32Array(trees.length),
    widths: Int32Array.from(trees, (tree) => tree.outputs),
  };
  const used = { nodes: 0, values: 0 };
  trees.forEach((tree, index) => {
    packed.roots[index] = used.nodes;
    packTree(tree, packed, used);
  });
  return packed;
}

function leavesOf({ feature }: Tree): number {
  return feature.reduce((leaves, column) => leaves + (column < 0 ? 1 : 0), 0);
}

/** For each column the distinct thresholds of the trees, ascending. */
export function thresholdsOf(trees: readonly Tree[], columns: number): Float64Array[] {
  const found = Array.from({ length: columns }, () => new Set<number>());
  for (const { feature, threshold } of trees) {
    feature.forEach((column, node) => column >= 0 && found[column]?.add(threshold[node] as number));
  }
  return found.map((values) => Float64Array.from(values).sort());
}

/** Siblings stand together and a left child's offspring right after them, so that a way down stays in few cache lines. */
function packTree(tree: Tree, packed: PackedEnsemble, used: { nodes: number; values: number }): void {
  const { nodes, values, thresholds, rankBits } = packed;
  const pending = [{ node: 0, at: used.nodes }];
  used.nodes += 2;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, at } = next;
    const column = tree.feature[node] as number;
    if (column < 0) {
      nodes[at + 1] = ~used.values;
      for (let output = 0; output < tree.outputs; output++) values[used.values++] = tree.value[node * tree.outputs + output] as number;
      continue;
    }
    const rank = rankAmong(thresholds[column] as Float64Array, tree.threshold[node] as number);
    nodes[at] = ((2 * column + (tree.missingLeft[node] as number)) << rankBits) | rank;
    nodes[at + 1] = used.nodes;
    pending.push({ node: tree.right[node] as number, at: used.nodes + 2 }, { node: tree.left[node] as number, at: used.nodes });
    used.nodes += 4;
  }
}
