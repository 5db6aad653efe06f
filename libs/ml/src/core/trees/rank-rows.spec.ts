import fc from 'fast-check';
import { rankAmong } from './bins.js';
import { rankerOf } from './rank-rows.js';

const number = fc.oneof(fc.double({ noNaN: true }), fc.integer({ min: -3, max: 3 }), fc.constantFrom(0, -0, Infinity, -Infinity, 1, 1 + 2 ** -52, 1 + 2 ** -51, 5e-324, -5e-324));
const ascending = fc.uniqueArray(number, { maxLength: 40, comparator: (one, other) => one === other }).map((values) => Float64Array.from(values).sort());

function rank(columns: readonly Float64Array[], values: readonly number[], block = { start: 0, end: values.length / columns.length }): number[] {
  const ranks = new Int32Array((block.end - block.start) * columns.length * 2);
  rankerOf(columns)({ rows: values.length / columns.length, columns: columns.length, values: Float64Array.from(values) }, block, ranks);
  return [...ranks];
}

describe('ranks of rows', () => {
  it('are how many thresholds of its column each value is above', () => {
    fc.assert(fc.property(ascending, ascending, fc.array(fc.tuple(number, number), { maxLength: 9 }), (first, second, rows) => {
      const expected = rows.flatMap(([one, other]) => [rankAmong(first, one), rankAmong(first, one), rankAmong(second, other), rankAmong(second, other)]);
      expect(rank([first, second], rows.flat())).toEqual(expected);
    }));
  });

  it('hit each threshold and its neighbours', () => {
    fc.assert(fc.property(ascending, (thresholds) => {
      const near = [...thresholds].flatMap((threshold) => [threshold, threshold * (1 + 2 ** -52), threshold * (1 - 2 ** -52), threshold * (1 + 2 ** -25)]);
      expect(rank([thresholds], near)).toEqual(near.flatMap((value) => [rankAmong(thresholds, value), rankAmong(thresholds, value)]));
    }));
  });

  it('send a missing value either way', () => expect(rank([Float64Array.of(1, 2)], [NaN])).toEqual([2, 0]));

  it('are those of the block alone', () => expect(rank([Float64Array.of(1, 2)], [0, 1.5, 9], { start: 1, end: 3 })).toEqual([1, 1, 2, 2]));
});
