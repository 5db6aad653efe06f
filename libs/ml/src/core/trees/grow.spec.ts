import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { binMatrix } from './bins.js';
import { TreeGrower, type GrowthRules } from './grow.js';
import { cellLayout } from './histogram.js';
import type { GrownTree } from './node-store.js';
import { eachLeaf, route } from './route.js';
import type { Tree } from './tree.js';
import { leafOf, matrixOf } from './trees.fixture.js';

const RULES: GrowthRules = { minLeaf: 1, maxDepth: Infinity, maxFeatures: 99, l2: 0, mustGain: false, coverIsRows: true };

type Rows = readonly (readonly (number | null)[])[];

interface Grown extends GrownTree {
  readonly rows: Int32Array;
}

/** One tree of all rows, each of weight 1. */
function grow(values: Rows, said: readonly number[], rules: Partial<GrowthRules> = {}, classes = 0): Grown {
  const data = binMatrix(matrixOf(values), 255);
  const rows = Int32Array.from(said.keys());
  const sample = { rows, pairs: Float32Array.from(said.flatMap((one) => [1, one])), columns: Int32Array.from({ length: data.columns }, (_, column) => column) };
  return { ...new TreeGrower(data, cellLayout(classes, true), { ...RULES, ...rules }).grow(sample, seededRandom(3)), rows };
}

const say = (tree: Tree, row: readonly number[]): number[] => {
  const leaf = leafOf(tree, row);
  return [...tree.value.subarray(leaf * tree.outputs, (leaf + 1) * tree.outputs)];
};
const root = ({ feature, threshold, missingLeft }: Tree) => ({ column: feature[0], threshold: threshold[0], missingLeft: missingLeft[0] });

const XOR: Rows = [[0, 0], [0, 1], [1, 0], [1, 1]];

describe('a tree', () => {
  it('learns a step', () => {
    const { tree } = grow([[1], [2], [3], [4]], [5, 5, 9, 9]);
    expect(tree).toEqual({
      feature: Int16Array.of(0, -1, -1),
      threshold: Float64Array.of(2.5, 0, 0),
      missingLeft: Uint8Array.of(1, 0, 0),
      left: Int32Array.of(1, -1, -1),
      right: Int32Array.of(2, -1, -1),
      cover: Float64Array.of(4, 2, 2),
      value: Float64Array.of(7, 5, 9),
      outputs: 1,
    });
  });

  it.each([
    ['means', 0, [[0], [1], [1], [0]]],
    ['class shares', 2, [[1, 0], [0, 1], [0, 1], [1, 0]]],
  ])('learns exclusive or, whose first split gains nothing: %s', (_name, classes, expected) => {
    const { tree } = grow(XOR, [0, 1, 1, 0], {}, classes);
    expect(XOR.map((row) => say(tree, row as number[]))).toEqual(expected);
  });

  it('does not split for nothing where it must gain', () => {
    expect(grow(XOR, [0, 1, 1, 0], { mustGain: true }).tree.feature).toEqual(Int16Array.of(-1));
  });

  it.each([
    ['to the left', [[null], [1], [2], [3], [4], [null]], [0, 0, 0, 1, 1, 0], { column: 0, threshold: 2.5, missingLeft: 1 }],
    ['to the right', [[null], [1], [2], [3], [4], [null]], [1, 0, 0, 1, 1, 1], { column: 0, threshold: 2.5, missingLeft: 0 }],
    ['apart from all values', [[null], [1], [2], [3], [4], [null]], [1, 0, 0, 0, 0, 1], { column: 0, threshold: Number.MAX_VALUE, missingLeft: 0 }],
  ])('learns that missing values go %s', (_name, values, said, expected) => expect(root(grow(values, said).tree)).toEqual(expected));

  it.each([
    ['one row', [[1]], [1]],
    ['a constant column', [[1], [1]], [0, 1]],
    ['nothing but missing values', [[null], [null]], [0, 1]],
    ['rows that say the same', [[1], [2]], [1, 1]],
  ])('is a leaf for %s', (_name, values, said) => {
    expect(grow(values, said).tree.feature).toEqual(Int16Array.of(-1));
  });

  it('looks past columns that cannot split', () => {
    expect(root(grow([[1, 1, 1], [1, 1, 2]], [0, 1], { maxFeatures: 1 }).tree).column).toBe(2);
  });

  it('keeps to depth and to rows in a leaf', () => {
    const values = Array.from({ length: 64 }, (_, row) => [row]);
    const said = values.map(([row]) => row! ** 2);
    expect(grow(values, said, { maxDepth: 2 }).tree.feature).toHaveLength(7);
    const { tree } = grow(values, said, { minLeaf: 5 });
    expect(Math.min(...tree.cover)).toBeGreaterThanOrEqual(5);
    expect(tree.cover.length).toBeGreaterThan(7);
  });

  it('divides a sum by its weight and λ', () => {
    expect(grow([[1], [1]], [3, 5], { l2: 2 }).tree.value).toEqual(Float64Array.of(2));
  });
});

const manyRows = (count: number): number[][] => {
  const random = seededRandom(11);
  return Array.from({ length: count }, () => [random.below(40), random.next(), random.next() < 0.1 ? NaN : random.next()]);
};

describe('the histograms', () => {
  it('find the split that trying them all finds', () => {
    const row = fc.tuple(fc.option(fc.integer({ min: 0, max: 5 })), fc.option(fc.integer({ min: 0, max: 5 })), fc.integer({ min: 0, max: 2 }));
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 30 }), fc.constantFrom(0, 3), (drawn, classes) => {
        const values = drawn.map(([one, other]) => [one, other]);
        const said = drawn.map(([, , last]) => last);
        const { tree } = grow(values, said, { maxDepth: 1 }, classes);
        const splits = [0, 1].flatMap((column) => [0, 1, 2, 3, 4, 5].flatMap((cut) => [true, false].map((left) => ({ column, cut, left }))));
        const scores = splits.map(({ column, cut, left }) => scoreOf(said, classes, (at) => (values[at]![column] === null ? left : values[at]![column]! <= cut)));
        const found = tree.feature[0]! < 0 ? -Infinity : scoreOf(said, classes, (at) => leafOf(tree, values[at]!.map((value) => value ?? NaN)) === 1);
        expect(found).toBeCloseTo(new Set(said).size === 1 ? -Infinity : Math.max(...scores), 9);
      }),
    );
  });
});

/** Σ over the two sides of (Σ said)² / rows, or of Σ (rows of a class)² / rows; −∞ where a side is empty. */
function scoreOf(said: readonly number[], classes: number, goesLeft: (row: number) => boolean): number {
  const sides = [true, false].map((side) => said.filter((_, row) => goesLeft(row) === side));
  if (sides.some((side) => side.length === 0)) return -Infinity;
  const sums = (side: number[]): number[] =>
    classes === 0 ? [side.reduce((sum, one) => sum + one, 0)] : [0, 1, 2].map((index) => side.filter((one) => one === index).length);
  return sides.reduce((score, side) => score + sums(side).reduce((sum, one) => sum + one ** 2, 0) / side.length, 0);
}

describe('rows on their way down', () => {
  it('end where the tree sends them, binned or not, and where they were when it grew', () => {
    const values = manyRows(800);
    const said = values.map(([first, second]) => first! * second!);
    const grown = grow(values, said, { minLeaf: 4 });
    const expected = values.map((row) => leafOf(grown.tree, row));
    const found = (walk: (atLeaf: Parameters<typeof eachLeaf>[2]) => void): number[] => {
      const leaves: number[] = [];
      walk((leaf, { rows, start, end }) => rows.subarray(start, end).forEach((row) => (leaves[row] = leaf)));
      return leaves;
    };
    expect(found((atLeaf) => eachLeaf(grown, grown.rows, atLeaf))).toEqual(expected);
    expect(found((atLeaf) => route(binMatrix(matrixOf(values), 255), grown, Int32Array.from(said.keys()), atLeaf))).toEqual(expected);
  });
});
