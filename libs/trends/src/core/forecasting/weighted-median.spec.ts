import fc from 'fast-check';
import { runningMedians } from './running-medians.js';
import { weightedMedian } from './weighted-median.js';

const medianOf = (values: number[], weights: number[]) => weightedMedian(Float64Array.from(values), Float64Array.from(weights));

describe('the weighted median', () => {
  it.each([
    ['one value', [4], [1], 4],
    ['even weights, odd', [9, 1, 5], [1, 1, 1], 5],
    ['even weights, even', [9, 1, 5, 3], [1, 1, 1, 1], 4],
    ['one that outweighs the others', [9, 1, 5], [3, 1, 1], 9],
    ['half on either side', [1, 2, 10], [2, 1, 1], 1.5],
    ['tiny weights beside', [1, 2, 3], [1e-9, 1, 1e-9], 2],
  ])('%s', (_name, values, weights, expected) => expect(medianOf(values, weights)).toBe(expected));

  it('has at most half of the weight on either side', () => {
    const weighted = fc.array(fc.tuple(fc.double({ noNaN: true, min: -1e6, max: 1e6 }), fc.integer({ min: 1, max: 20 })), { minLength: 1, maxLength: 12 });
    fc.assert(fc.property(weighted, (pairs) => {
      const middle = medianOf(pairs.map(([value]) => value), pairs.map(([, weight]) => weight));
      const weightWhere = (counts: (value: number) => boolean) => pairs.reduce((sum, [value, weight]) => sum + (counts(value) ? weight : 0), 0);
      expect(Math.max(weightWhere((value) => value < middle), weightWhere((value) => value > middle))).toBeLessThanOrEqual(weightWhere(() => true) / 2);
    }));
  });
});

describe('running medians', () => {
  it('look back at the same place in the season', () => {
    expect([...runningMedians(Float64Array.of(1, 10, 3, 30, 50, 20), 2, 3)]).toEqual([0, 0, 1, 10, 2, 20, 3, 20]);
  });

  it('look back so many cycles alone', () => expect([...runningMedians(Float64Array.of(1, 2, 9, 4), 1, 2)]).toEqual([0, 1, 1.5, 5.5, 6.5]));
});
