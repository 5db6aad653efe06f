import type { Matrix } from '../data/matrix.js';
import { findLeaves, type Walks } from './find-leaves.js';
import { packEnsemble, type PackedEnsemble } from './packed-ensemble.js';
import { rankerOf } from './rank-rows.js';
import type { TreeEnsemble } from './tree.js';

/** Rows scored together: their ranks and a tree's nodes stay in the cache while the tree goes over them. */
const BLOCK_ROWS = 2048;

/**
 * Makes a function of raw scores, row-major, `outputs` a row. Values are first ranked among the thresholds of their column,
 * so that a node is two integers. O(rows × (trees × depth + columns × log thresholds)).
 * @throws Error (the function) where a matrix has another number of columns
 */
export function scorerOf(ensemble: TreeEnsemble): (features: Matrix) => Float64Array {
  const packed = packEnsemble(ensemble);
  const rankRows = rankerOf(packed.thresholds);
  const { outputs, columns } = ensemble;
  const { length } = packed.roots;
  const room = { ranks: new Int32Array(columns * 2), walks: { roots: packed.roots, rows: new Int32Array(length) }, leaves: new Int32Array(length) };
  return (features) => {
    if (features.columns !== columns) throw new Error(`${features.columns} columns given to trees of ${columns}`);
    const scores = new Float64Array(features.rows * outputs);
    const ranks = features.rows === 1 ? room.ranks : new Int32Array(Math.min(features.rows, BLOCK_ROWS) * columns * 2);
    for (let start = 0; start < features.rows; start += BLOCK_ROWS) {
      const end = Math.min(start + BLOCK_ROWS, features.rows);
      rankRows(features, { start, end }, ranks);
      if (features.rows === 1) addTreesOfRow(packed, room, scores);
      else addTrees(packed, ranks, scores.subarray(start * outputs, end * outputs));
    }
    finish(ensemble, scores);
    return scores;
  };
}

/** Tree by tree over many rows. */
function addTrees(packed: PackedEnsemble, ranks: Int32Array, scores: Float64Array): void {
  const { columns, outputs, roots } = packed;
  const rows = scores.length / outputs;
  const leaves = new Int32Array(rows);
  const walks = { roots: new Int32Array(rows), rows: Int32Array.from({ length: rows }, (_, row) => row * columns * 2) };
  for (let tree = 0; tree < roots.length; tree++) {
    walks.roots.fill(roots[tree] as number);
    findLeaves(packed, walks, ranks, leaves);
    if (outputs === 1) addValues(packed.values, leaves, scores);
    else for (let row = 0; row < rows; row++) addLeaf(packed, tree, leaves[row] as number, { scores, at: row * outputs });
  }
}

/** All trees over one row; the sums are added in the same order, and so the same, as over many. */
function addTreesOfRow(packed: PackedEnsemble, { walks, leaves, ranks }: RowRoom, scores: Float64Array): void {
  findLeaves(packed, walks, ranks, leaves);
  for (let tree = 0; tree < leaves.length; tree++) addLeaf(packed, tree, leaves[tree] as number, { scores, at: 0 });
}

function addValues(values: Float64Array, leaves: Int32Array, scores: Float64Array): void {
  for (let row = 0; row < scores.length; row++) scores[row] = (scores[row] as number) + (values[leaves[row] as number] as number);
}

function addLeaf({ values, outputs, widths }: PackedEnsemble, tree: number, from: number, to: { scores: Float64Array; at: number }): void {
  const width = widths[tree] as number;
  const first = to.at + (width === outputs ? 0 : tree % outputs);
  for (let output = 0; output < width; output++) (to.scores[first + output] as number) += values[from + output] as number;
}

/** Used again for every single row. */
interface RowRoom {
  readonly ranks: Int32Array;
  readonly walks: Walks;
  readonly leaves: Int32Array;
}

function finish({ base, scale, outputs }: TreeEnsemble, scores: Float64Array): void {
  for (let index = 0; index < scores.length; index++) {
    scores[index] = (base[index % outputs] as number) + scale * (scores[index] as number);
  }
}
