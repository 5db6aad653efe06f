import fc from 'fast-check';
import { binMatrix, MISSING_BIN } from './bins.js';
import { matrixOf } from './trees.fixture.js';

const column = (values: readonly (number | null)[], bins = 255) => {
  const binned = binMatrix(matrixOf(values.map((value) => [value])), bins);
  return { bins: [...binned.bins[0]!], thresholds: [...binned.thresholds[0]!] };
};
const LARGEST = Number.MAX_VALUE;

describe('bins', () => {
  it.each([
    ['a bin for each of few values, cut halfway', [3, 1, 1, 2], 255, [3, 1, 1, 2], [1.5, 2.5, LARGEST]],
    ['missing ones apart', [null, 7, null, 8], 255, [MISSING_BIN, 1, MISSING_BIN, 2], [7.5, LARGEST]],
    ['nothing but missing', [null, null], 255, [MISSING_BIN, MISSING_BIN], [LARGEST]],
    ['a constant', [4, 4], 255, [1, 1], [LARGEST]],
    ['one bin', [4, 5], 1, [1, 1], [LARGEST]],
    ['equally many rows', [1, 2, 3, 4, 5, 6], 3, [1, 1, 2, 2, 3, 3], [2.5, 4.5, LARGEST]],
    ['a frequent value takes one bin', [0, 0, 0, 0, 0, 0, 1, 2, 3, 4], 3, [1, 1, 1, 1, 1, 1, 2, 2, 3, 3], [0.5, 2.5, LARGEST]],
    ['the largest numbers', [-LARGEST, LARGEST], 255, [1, 2], [0, LARGEST]],
    ['infinity as the largest numbers', [-Infinity, 0, Infinity], 255, [1, 2, 3], [-LARGEST / 2, LARGEST / 2, LARGEST]],
    ['neighbours that nothing lies between', [1, 1 + Number.EPSILON], 255, [1, 2], [1, LARGEST]],
  ])('%s', (_name, values, most, bins, thresholds) => expect(column(values, most)).toEqual({ bins, thresholds }));

  it('puts a value into the first bin whose threshold it does not exceed, and loses none', () => {
    const value = fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 60 }), fc.integer({ min: 1, max: 20 }), (values, most) => {
        const { bins, thresholds } = column(values, most);
        expect(thresholds.length).toBeLessThanOrEqual(most);
        expect(thresholds).toEqual([...new Set(thresholds)].sort((one, other) => one - other));
        values.forEach((one, row) => {
          expect(bins[row]).toBe(one === null ? MISSING_BIN : thresholds.findIndex((threshold) => one <= threshold) + 1);
        });
      }),
    );
  });
});
