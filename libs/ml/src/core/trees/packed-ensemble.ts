import { rankAmong } from './bins.js';
import type { Tree, TreeEnsemble } from './tree.js';

/** All trees in one set of arrays, made for speed: a visit of a node reads eight neighbouring bytes. */
export interface PackedEnsemble {
  readonly columns: number;
  readonly outputs: number;
  /** For each column the thresholds that occur, ascending. */
  readonly thresholds: readonly Float64Array[];
  /**
   * Two integers a node. First the rank of the threshold in its column, shifted by 16, plus 2 × column + (1 where the missing
   * go left); then where the left child stands, the right one just after it; on a leaf ~ the place of its first value.
   */
  readonly nodes: Int32Array;
  readonly values: Float64Array;
  /** Where each tree's root stands, and how many outputs the tree has. */
  readonly roots: Int32Array;
  readonly widths: Int32Array;
}

const MOST_THRESHOLDS = 2 ** 16 - 1;

interface Used {
  nodes: number;
  readonly values: number[];
  /** Where a value stands that is all a leaf says. Many leaves say the same, and 0 and 1 most of all. */
  readonly places: Map<number, number>;
}

/** @throws Error where a column has more than 65,535 thresholds */
export function packEnsemble({ trees, columns, outputs }: TreeEnsemble): PackedEnsemble {
  const thresholds = thresholdsOf(trees, columns);
  if (thresholds.some((cuts) => cuts.length > MOST_THRESHOLDS)) throw new Error('too many thresholds in a column');
  const nodes = new Int32Array(2 * trees.reduce((sum, tree) => sum + tree.feature.length, 0));
  const used: Used = { nodes: 0, values: [], places: new Map() };
  const roots = Int32Array.from(trees, (tree) => {
    const root = used.nodes;
    packTree(tree, { nodes, thresholds }, used);
    return root;
  });
  return { columns, outputs, thresholds, nodes, values: Float64Array.from(used.values), roots, widths: Int32Array.from(trees, (tree) => tree.outputs) };
}

/** For each column the distinct thresholds of the trees, ascending. */
export function thresholdsOf(trees: readonly Tree[], columns: number): Float64Array[] {
  const found = Array.from({ length: columns }, () => new Set<number>());
  for (const { feature, threshold } of trees) {
    feature.forEach((column, node) => column >= 0 && found[column]?.add(threshold[node] as number));
  }
  return found.map((values) => Float64Array.from(values).sort());
}

/**
 * Siblings stand together, and right after them the offspring of the one that more training rows came to: so most ways down
 * stay in few cache lines, and a forest that fills the cache is bound by nothing else.
 */
function packTree(tree: Tree, { nodes, thresholds }: Pick<PackedEnsemble, 'nodes' | 'thresholds'>, used: Used): void {
  const pending = [{ node: 0, at: used.nodes }];
  used.nodes += 2;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const { node, at } = next;
    const column = tree.feature[node] as number;
    if (column < 0) {
      nodes[at + 1] = ~placeOf(tree, node, used);
      continue;
    }
    const rank = rankAmong(thresholds[column] as Float64Array, tree.threshold[node] as number);
    nodes[at] = (rank << 16) | (2 * column + (tree.missingLeft[node] as number));
    nodes[at + 1] = used.nodes;
    const left = { node: tree.left[node] as number, at: used.nodes };
    const right = { node: tree.right[node] as number, at: used.nodes + 2 };
    const leftFirst = (tree.cover[left.node] as number) >= (tree.cover[right.node] as number);
    pending.push(leftFirst ? right : left, leftFirst ? left : right);
    used.nodes += 4;
  }
}

function placeOf(tree: Tree, leaf: number, { values, places }: Used): number {
  const said = tree.value.subarray(leaf * tree.outputs, (leaf + 1) * tree.outputs);
  const only = said.length === 1 ? said[0] : undefined;
  const known = only === undefined ? undefined : places.get(only);
  if (known !== undefined) return known;
  const place = values.length;
  values.push(...said);
  if (only !== undefined) places.set(only, place);
  return place;
}
