import fc from 'fast-check';
import { ranked } from './ranked.js';

const columnOf = (values: readonly number[]): number[] => Array.from(ranked({ rows: values.length, columns: 1, values: Float64Array.from(values) }).values);

describe('ranked', () => {
  it.each([
    ['no row', [], []],
    ['one row', [7], [0]],
    ['values that grow', [1, 10, 1000], [0, 0.5, 1]],
    ['ties, at their mean', [5, 1, 5, 9], [0.5, 0, 0.5, 1]],
    ['missing values, below all', [-1e9, NaN, 3, NaN], [2 / 3, 1 / 6, 1, 1 / 6]],
    ['a constant column', [4, 4, 4], [0.5, 0.5, 0.5]],
  ])('of %s', (_name, values, expected) => {
    const ranks = columnOf(values);
    expect(ranks).toHaveLength(expected.length);
    ranks.forEach((rank, row) => expect(rank).toBeCloseTo(expected[row] as number, 12));
  });

  it('ranks each column for itself', () =>
    expect(Array.from(ranked({ rows: 2, columns: 2, values: Float64Array.of(1, 8, 2, 3) }).values)).toEqual([0, 1, 1, 0]));

  it('does not see the unit', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1 }), (values) =>
      expect(columnOf(values.map((value) => value ** 3 * 7 - 2))).toEqual(columnOf(values))));
  });
});
