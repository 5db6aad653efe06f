import fc from 'fast-check';
import { expectClose } from '../data/close.fixture.js';
import type { Matrix } from '../data/matrix.js';
import { growTrees } from './grow-trees.js';
import { joinTrees, type PackedTrees } from './packed-forest.js';

const quietly = (): void => undefined;

function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

function grow(rows: readonly (readonly number[])[], sampleSize = 256, to = 30): PackedTrees {
  return growTrees(matrixOf(rows), { sampleSize, seed: 4 }, { from: 0, to }, quietly);
}

function splitsOf({ right }: PackedTrees): number[] {
  return [...right.keys()].filter((node) => right[node] !== 0);
}

const cell = fc.oneof(fc.double({ noNaN: true }), fc.constantFrom(NaN, 0, 1, Number.MAX_VALUE, -Number.MAX_VALUE));
const rowsOfThree = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 });

describe('growing', () => {
  it('in parts gives the bytes of growing at once', () => {
    fc.assert(fc.property(rowsOfThree, fc.nat(12), fc.nat(2 ** 31), (rows, middle, seed) => {
      const part = (from: number, to: number): PackedTrees => growTrees(matrixOf(rows), { sampleSize: 16, seed }, { from, to }, quietly);
      expect(joinTrees([part(0, middle), part(middle, 12)])).toEqual(part(0, 12));
    }));
  });

  it('leaves rows on both sides of each split, and each row in one leaf', () => {
    fc.assert(fc.property(rowsOfThree, (rows) => {
      const trees = grow(rows, 16, 8);
      for (const node of splitsOf(trees)) {
        const [left = 0, right = 0] = [trees.cover[node + 1], trees.cover[node + (trees.right[node] ?? 0)]];
        expect([left > 0, right > 0, left + right]).toEqual([true, true, trees.cover[node]]);
        expect(Number.isFinite(trees.threshold[node])).toBe(true);
      }
      expect([...trees.sizes].reduce((sum, size) => sum + size, 0)).toBe(trees.right.length);
    }));
  });

  it('takes no row twice: a hundred different values part into a hundred leaves', () => {
    const trees = growTrees(matrixOf(Array.from({ length: 100 }, (_, row) => [2 ** row])), { sampleSize: 100, seed: 1 }, { from: 0, to: 20 }, quietly);
    const atRoots = [...trees.sizes].map((_, tree) => trees.cover[[...trees.sizes].slice(0, tree).reduce((sum, size) => sum + size, 0)]);
    expect(atRoots).toEqual(new Array(20).fill(100));
    expect(grow([[1], [2]], 2, 50).sizes).toEqual(new Int32Array(50).fill(3));
  });

  it('does not split on a column that is constant, or differs only in being missing', () => {
    const trees = grow(Array.from({ length: 60 }, (_, row) => [7, row % 2 === 0 ? NaN : 3, row]));
    expect(new Set(splitsOf(trees).map((node) => trees.feature[node]))).toEqual(new Set([2]));
    expect(splitsOf(grow(Array.from({ length: 60 }, (_, row) => [7, row % 2 === 0 ? NaN : 3])))).toEqual([]);
  });

  it('draws each column that differs about as often as any other', () => {
    const trees = grow(Array.from({ length: 200 }, (_, row) => [row, 5, (row * 37) % 200, (row * 71) % 200]), 128, 100);
    const splits = splitsOf(trees);
    const shares = [0, 1, 2, 3].map((column) => splits.filter((node) => trees.feature[node] === column).length / splits.length);
    expectClose(shares, [1 / 3, 0, 1 / 3, 1 / 3], 1);
  });

  it('sends the rows without a value with the larger side', () => {
    const trees = grow([...Array.from({ length: 9 }, () => [0]), [1], ...Array.from({ length: 5 }, () => [NaN])], 15, 10);
    expect([...trees.cover]).toEqual(Array.from({ length: 10 }, () => [15, 14, 1]).flat());
    expect([...trees.missingLeft]).toEqual(Array.from({ length: 10 }, () => [1, 0, 0]).flat());
  });

  it('tells how much of its part is done', () => {
    const heard: number[] = [];
    growTrees(matrixOf([[1], [2]]), { sampleSize: 2, seed: 1 }, { from: 6, to: 10 }, (done) => heard.push(done));
    expect(heard).toEqual([0.25, 0.5, 0.75, 1]);
  });
});
