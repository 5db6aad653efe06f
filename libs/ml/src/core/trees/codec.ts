import { rankAmong } from './bins.js';
import type { ByteReader, ByteWriter } from '../data/bytes.js';
import { thresholdsOf } from './packed-ensemble.js';
import type { Tree, TreeEnsemble } from './tree.js';

const MOST_COLUMNS = 32_767;

/** How the numbers of a tree are written: the shortest way that loses nothing. */
interface Precision {
  /** Values in single precision. */
  readonly single: boolean;
  /** Covers are whole numbers. */
  readonly whole: boolean;
}

/**
 * Writes an ensemble: columns, outputs, scale and base; for each column its distinct thresholds; then the trees, their nodes
 * in preorder. A node names its threshold by its rank and its children by standing before them: some 7 bytes.
 */
export function writeEnsemble(to: ByteWriter, { columns, outputs, base, scale, trees }: TreeEnsemble): void {
  to.varint(columns);
  to.varint(outputs);
  to.float64(scale);
  base.forEach((value) => to.float64(value));
  const thresholds = thresholdsOf(trees, columns);
  for (const cuts of thresholds) {
    to.varint(cuts.length);
    cuts.forEach((cut) => to.float64(cut));
  }
  to.varint(trees.length);
  trees.forEach((tree) => writeTree(to, tree, thresholds));
}

/** @throws Error naming what `writeEnsemble` would never have written; the room taken is in proportion to the bytes there are */
export function readEnsemble(from: ByteReader): TreeEnsemble {
  const columns = from.varint('the number of columns', 1, MOST_COLUMNS);
  const outputs = from.varint('the number of outputs', 1, Math.max(1, from.left / 8));
  const scale = from.finite('the scale');
  const base = Float64Array.from({ length: outputs }, () => from.finite('a number'));
  const thresholds = Array.from({ length: columns }, () => readThresholds(from));
  const trees = Array.from({ length: from.count('trees', 1) }, () => readTree(from, outputs, thresholds));
  return { columns, outputs, base, scale, trees };
}

function readThresholds(from: ByteReader): Float64Array {
  const cuts = Float64Array.from({ length: from.count('thresholds', 8) }, () => from.finite('a number'));
  if (cuts.some((cut, index) => index > 0 && cut <= (cuts[index - 1] as number))) throw new Error('thresholds do not ascend');
  return cuts;
}

function writeTree(to: ByteWriter, tree: Tree, thresholds: readonly Float64Array[]): void {
  const { feature, cover, value, outputs } = tree;
  const precision = { single: value.every((one) => Math.fround(one) === one), whole: cover.every(isSmallWhole) };
  to.varint(feature.length);
  to.varint(outputs);
  to.varint((precision.single ? 1 : 0) + (precision.whole ? 2 : 0));
  const pending = [0];
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    const column = feature[node] as number;
    to.varint(column < 0 ? 0 : 1 + 2 * column + (tree.missingLeft[node] as number));
    if (column >= 0) {
      to.varint(rankAmong(thresholds[column] as Float64Array, tree.threshold[node] as number));
      pending.push(tree.right[node] as number, tree.left[node] as number);
    }
    if (precision.whole) to.varint(cover[node] as number);
    else to.float64(cover[node] as number);
    for (const one of value.subarray(node * outputs, (node + 1) * outputs)) {
      if (precision.single) to.single(one);
      else to.float64(one);
    }
  }
}

const isSmallWhole = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < 2 ** 32;

function readTree(from: ByteReader, ensembleOutputs: number, thresholds: readonly Float64Array[]): Tree {
  const nodes = from.varint('the number of nodes');
  const outputs = from.varint('the outputs of a tree', 1, ensembleOutputs);
  if (outputs !== 1 && outputs !== ensembleOutputs) throw new Error('a tree has neither one output nor all of them');
  const flags = from.varint('the precision', 0, 3);
  const precision = { single: flags % 2 === 1, whole: flags >= 2 };
  const leastBytes = 1 + (precision.whole ? 1 : 8) + outputs * (precision.single ? 4 : 8);
  if (nodes < 1 || nodes * leastBytes > from.left) throw new Error(`a tree of ${nodes} nodes in ${from.left} bytes`);
  const tree = emptyTree(nodes, outputs);
  readNodes(from, tree, thresholds, precision);
  return tree;
}

function emptyTree(nodes: number, outputs: number): Tree {
  return {
    feature: new Int16Array(nodes).fill(-1),
    threshold: new Float64Array(nodes),
    missingLeft: new Uint8Array(nodes),
    left: new Int32Array(nodes).fill(-1),
    right: new Int32Array(nodes).fill(-1),
    cover: new Float64Array(nodes),
    value: new Float64Array(nodes * outputs),
    outputs,
  };
}

/** In preorder a split is followed by its left child, and a leaf by the right child of the last split that has none yet. */
function readNodes(from: ByteReader, tree: Tree, thresholds: readonly Float64Array[], precision: Precision): void {
  const open: number[] = [];
  const nodes = tree.feature.length;
  for (let node = 0; node < nodes; node++) {
    const key = from.varint('the column of a split', 0, 2 * thresholds.length);
    if (key > 0) {
      readSplit(from, tree, { node, key: key - 1 }, thresholds);
      open.push(node);
    } else {
      const parent = open.pop();
      if ((parent === undefined) !== (node === nodes - 1)) throw new Error('a tree has too many or too few nodes');
      if (parent !== undefined) tree.right[parent] = node + 1;
    }
    tree.cover[node] = precision.whole ? from.varint('a cover') : from.finite('a cover');
    for (let output = 0; output < tree.outputs; output++) {
      tree.value[node * tree.outputs + output] = precision.single ? from.single('a value') : from.finite('a value');
    }
  }
  if (open.length > 0) throw new Error('a tree has too few nodes');
}

function readSplit(from: ByteReader, tree: Tree, { node, key }: { node: number; key: number }, thresholds: readonly Float64Array[]): void {
  const cuts = thresholds[key >> 1] as Float64Array;
  if (cuts.length === 0) throw new Error('a split of a column without thresholds');
  tree.feature[node] = key >> 1;
  tree.missingLeft[node] = key & 1;
  tree.threshold[node] = cuts[from.varint('the rank of a threshold', 0, cuts.length - 1)] as number;
  tree.left[node] = node + 1;
}
