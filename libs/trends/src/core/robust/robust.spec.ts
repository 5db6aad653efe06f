import fc from 'fast-check';
import { median, selectInPlace } from './median.js';
import { robustSpread } from './spread.js';

describe('the median', () => {
  it.each([
    ['nothing', [], undefined], ['one', [4], 4], ['two', [4, 1], 2.5], ['ties', [2, 2, 9, 2], 2], ['what is missing', [NaN, 3, Infinity, 1], 2],
  ])('of %s', (_name, values, expected) => expect(median(values)).toBe(expected));

  it('of rank k is the k-th of the sorted values', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 80 }), fc.nat(), (values, at) => {
      const rank = at % values.length;
      expect(selectInPlace(Float64Array.from(values), rank)).toBe(Float64Array.from(values).sort()[rank]);
    })));
});

describe('the robust spread', () => {
  it.each([
    ['nothing', [], undefined],
    ['a constant', [7, 7, 7], { centre: 7, sigma: 0 }],
    ['mostly one value', [0, 0, 0, 8], { centre: 0, sigma: 2 * 1.2533141373155 }],
    ['values', [1, 2, 3, 4, 90], { centre: 3, sigma: 1.482602218505602 }],
  ])('of %s', (_name, values, expected) => expect(robustSpread(values)).toEqual(expected));
});
