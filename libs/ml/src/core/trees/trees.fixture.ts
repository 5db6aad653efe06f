import { seededRandom } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import type { TrainingSet } from '../algorithms/algorithm.js';
import golden from '../../../../../test/golden/trees.json' with { type: 'json' };
import type { Tree } from './tree.js';

export function matrixOf(rows: readonly (readonly (number | null)[])[]): Matrix {
  const columns = rows[0]?.length ?? 0;
  return { rows: rows.length, columns, values: Float64Array.from(rows.flat(), (value) => value ?? NaN) };
}

/** Uniform values from 0 to 1 in three columns, and a label or target from each row. */
export function randomSet(rows: number, labelOf: (row: readonly number[]) => number, classes = 2): TrainingSet {
  const random = seededRandom(5);
  const values = Array.from({ length: rows }, () => [random.next(), random.next(), random.next()]);
  return { features: matrixOf(values), labels: Float64Array.from(values, labelOf), classes };
}

/** The rows of the golden set: those to learn from, or the others. */
export function goldenSet(part: 'train' | 'test', classes: 0 | 2): TrainingSet {
  const { train } = golden;
  const cut = <T>(items: T[]): T[] => (part === 'train' ? items.slice(0, train) : items.slice(train));
  return { features: matrixOf(cut(golden.rows)), labels: Float64Array.from(cut(classes === 2 ? golden.labels : golden.targets)), classes };
}

export const { forestAuc, forestR2, boostingAuc, boostingR2 } = golden;

/** The share of pairs of a row of class 1 and a row of class 0 that the scores put in order. */
export function auc(scores: Float64Array, labels: Float64Array): number {
  const ones = scores.filter((_, row) => labels[row] === 1);
  const zeros = scores.filter((_, row) => labels[row] === 0);
  let ordered = 0;
  for (const one of ones) for (const zero of zeros) ordered += one > zero ? 1 : Number(one === zero) / 2;
  return ordered / (ones.length * zeros.length);
}

export function determination(scores: Float64Array, targets: Float64Array): number {
  const mean = targets.reduce((sum, target) => sum + target, 0) / targets.length;
  const errors = targets.reduce((sum, target, row) => sum + (target - (scores[row] as number)) ** 2, 0);
  return 1 - errors / targets.reduce((sum, target) => sum + (target - mean) ** 2, 0);
}

/** The leaf a row comes to, as the contract of a tree has it. */
export function leafOf(tree: Tree, row: ArrayLike<number>): number {
  const at = (index: number, list: ArrayLike<number>): number => list[index] as number;
  let node = 0;
  while (at(node, tree.feature) >= 0) {
    const value = at(at(node, tree.feature), row);
    const goesLeft = Number.isNaN(value) ? at(node, tree.missingLeft) === 1 : value <= at(node, tree.threshold);
    node = at(node, goesLeft ? tree.left : tree.right);
  }
  return node;
}
