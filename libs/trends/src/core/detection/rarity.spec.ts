import fc from 'fast-check';
import { Rarity } from './rarity.js';

/** Rows since as much was seen, by looking at all of the past. */
const slowly = (heights: readonly number[], prior: number): number[] =>
  heights.map((height, row) => {
    const since = [...heights.slice(0, row)].reverse().findIndex((past) => past >= height);
    return height > 0 ? (since < 0 ? row + 1 : since + 1) / (row + prior) : 0;
  });

const quickly = (heights: readonly number[], prior: number): number[] => {
  const rarity = new Rarity(prior);
  return heights.map((height) => rarity.of(height));
};

describe('rarity', () => {
  it.each([
    ['nothing strange', [0, 0, 0], [0, 0, 0]],
    ['ever stranger', [1, 2, 3], [1 / 10, 2 / 11, 3 / 12]],
    ['as strange as before', [2, 2], [1 / 10, 1 / 11]],
    ['as strange as some rows ago', [5, 1, 1, 5], [1 / 10, 1 / 11, 1 / 12, 3 / 13]],
  ])('%s', (_name, heights, expected) => expect(quickly(heights, 10)).toEqual(expected));

  it('is what looking at all of the past gives', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), (heights) => {
      expect(quickly(heights, 7)).toEqual(slowly(heights, 7));
    }));
  });

  it('keeps 64 heights of falling ones and calls nothing rarer than it is', () => {
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 300, noNaN: true }), { minLength: 1, maxLength: 50 }), (after) => {
      const heights = [...Array.from({ length: 300 }, (_, row) => 300 - row), ...after];
      const exact = slowly(heights, 10);
      quickly(heights, 10).forEach((rarity, row) => expect(rarity).toBeLessThanOrEqual(exact[row] as number));
    }), { numRuns: 20 });
    const falling = new Rarity(10);
    for (let height = 1000; height > 0; height--) falling.of(height);
    expect(falling.state().heights).toHaveLength(64);
    expect(falling.of(2000)).toBe(1001 / 1010);
  });

  it('exceeds n in one of n rows of exchangeable heights', () => {
    const heights = Array.from({ length: 4000 }, (_, row) => ((row + 1) * 0.6180339887498949) % 1);
    const since = quickly(heights, 100).map((rarity, row) => rarity * (row + 100));
    for (const rows of [10, 50, 200]) expect(since.filter((each) => each >= rows).length / 4000).toBeLessThan(2 / rows);
  });
});
