import { robustSpread } from './spread.js';

describe('the robust spread', () => {
  it.each([
    ['nothing', [], undefined],
    ['a constant', [7, 7, 7], { centre: 7, sigma: 0 }],
    ['mostly one value', [0, 0, 0, 8], { centre: 0, sigma: 2 * 1.2533141373155 }],
    ['values', [1, 2, 3, 4, 90], { centre: 3, sigma: 1.482602218505602 }],
  ])('of %s', (_name, values, expected) => expect(robustSpread(values)).toEqual(expected));
});
