import type { Random } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import type { Tree, TreeEnsemble } from './tree.js';

export interface TreeShape {
  readonly columns: number;
  readonly outputs: number;
  /** The deepest a leaf may stand. */
  readonly depth: number;
  /** Chance that a node above that depth splits. */
  readonly splits: number;
}

interface Growing {
  readonly feature: number[];
  readonly threshold: number[];
  readonly missingLeft: number[];
  readonly left: number[];
  readonly right: number[];
  readonly cover: number[];
  readonly value: number[];
}

function packed(growing: Growing, outputs: number): Tree {
  return {
    feature: Int16Array.from(growing.feature), threshold: Float64Array.from(growing.threshold), missingLeft: Uint8Array.from(growing.missingLeft),
    left: Int32Array.from(growing.left), right: Int32Array.from(growing.right), cover: Float64Array.from(growing.cover),
    value: Float64Array.from(growing.value), outputs,
  };
}

/** Thresholds and values are small integers, so that rows meet them; covers are fractions, some of them 0. */
export function randomTree({ columns, outputs, depth, splits }: TreeShape, random: Random): Tree {
  const growing: Growing = { feature: [], threshold: [], missingLeft: [], left: [], right: [], cover: [], value: [] };
  const grow = (cover: number, levels: number): number => {
    const node = growing.feature.length;
    const isSplit = levels > 0 && random.next() < splits;
    growing.feature.push(isSplit ? random.below(columns) : -1);
    growing.threshold.push(random.below(5));
    growing.missingLeft.push(random.below(2));
    growing.left.push(-1);
    growing.right.push(-1);
    growing.cover.push(cover);
    for (let output = 0; output < outputs; output++) growing.value.push(random.next() * 10 - 5);
    if (!isSplit) return node;
    const toLeft = random.below(20) === 0 ? 0 : cover * random.next();
    growing.left[node] = grow(toLeft, levels - 1);
    growing.right[node] = grow(cover - toLeft, levels - 1);
    return node;
  };
  grow(100, depth);
  return packed(growing, outputs);
}

/** A tree as deep as it has splits, on columns in turn; only `share` of a node's cover goes further down. */
export function chainTree(depth: number, columns: number, share: number): Tree {
  const growing: Growing = { feature: [], threshold: [], missingLeft: [], left: [], right: [], cover: [], value: [] };
  for (let node = 0; node <= 2 * depth; node++) {
    const isSplit = node % 2 === 0 && node < 2 * depth;
    const level = Math.floor(node / 2);
    growing.feature.push(isSplit ? level % columns : -1);
    growing.threshold.push(2);
    growing.missingLeft.push(0);
    growing.left.push(isSplit ? node + 1 : -1);
    growing.right.push(isSplit ? node + 2 : -1);
    growing.cover.push(node % 2 === 0 ? share ** level : share ** level * (1 - share));
    growing.value.push(((node * 7) % 11) - 5);
  }
  return packed(growing, 1);
}

/** Whole numbers of 0–5, a tenth missing. */
export function randomRows(rows: number, columns: number, random: Random): Matrix {
  const values = Float64Array.from({ length: rows * columns }, () => (random.below(10) === 0 ? NaN : random.below(6)));
  return { rows, columns, values };
}

/** A third of the trees speaks for all outputs, the rest for one each. */
export function randomEnsemble(shape: TreeShape, trees: number, random: Random): TreeEnsemble {
  const { columns, outputs } = shape;
  return {
    columns, outputs, base: Float64Array.from({ length: outputs }, () => random.next() - 0.5), scale: 0.5,
    trees: Array.from({ length: trees }, (_, index) => randomTree({ ...shape, outputs: index % 3 === 0 ? outputs : 1 }, random)),
  };
}
