import fc from 'fast-check';
import { DURATION_CLASSES, durationClass } from '#ml/core';
import { ALIKE_WITHIN, alikeLengths } from './alike-lengths.js';

const classed = (...seconds: readonly number[]): number[] => {
  const counts = new Array<number>(DURATION_CLASSES).fill(0);
  for (const each of seconds) counts[durationClass(each * 1000)]!++;
  return counts;
};
const share = (...seconds: readonly number[]): number => {
  const { hits, total } = alikeLengths(classed(...seconds));
  return hits / total;
};
const lasting = fc.array(fc.double({ min: 10.001, max: 3600, noNaN: true }), { minLength: 2, maxLength: 30 });

describe('alikeLengths', () => {
  it.each<[string, readonly number[], number]>([
    ['a narrow class', [20.5, 25, 29], 1],
    ['wide apart', [12, 40, 200], 0],
    ['around the bound of two narrow classes', [29, 31], 0.5],
    ['half and half around it', [29, 29, 31, 31], 2 / 3],
    ['a class of twice its beginning', [62, 75], 1 - (1 - Math.log(ALIKE_WITHIN) / Math.log(2)) ** 2],
    ['a class of three times its beginning', [310, 400], 1 - (1 - Math.log(ALIKE_WITHIN) / Math.log(3)) ** 2],
    ['around the bound of two wide classes', [119, 121], Math.log(ALIKE_WITHIN) ** 2 / 2 / Math.log(2) / Math.log(2.5)],
  ])('%s', (_name, seconds, expected) => expect(share(...seconds)).toBeCloseTo(expected, 9));

  it.each([[[]], [[30]], [[5, 5, 5]]])('has no pair in %j', (seconds) => expect(alikeLengths(classed(...seconds))).toEqual({ hits: 0, total: 0 }));

  it('is on average what lengths drawn evenly, as logarithms, within their classes have', () => {
    const alike = (left: number, right: number): boolean => Math.max(left, right) <= ALIKE_WITHIN * Math.min(left, right);
    const steps = Array.from({ length: 200 }, (_, at) => (at + 0.5) / 200);
    const within = ([low, high]: readonly number[]): number[] => steps.map((step) => (low as number) * ((high as number) / (low as number)) ** step);
    for (const [left, right] of [[[60, 120], [120, 300]], [[10, 15], [20, 30]], [[300, 900], [300, 900]], [[45, 60], [60, 120]]] as const) {
      const pairs = within(left).flatMap((one) => within(right).map((other) => Number(alike(one, other))));
      expect(share((left[0] + left[1]) / 2, (right[0] + right[1]) / 2)).toBeCloseTo(pairs.reduce((sum, each) => sum + each, 0) / pairs.length, 2);
    }
  });

  it('is a share, and no order of the calls changes it', () => {
    fc.assert(fc.property(lasting, (seconds) => {
      expect(share(...seconds)).toBeGreaterThanOrEqual(0);
      expect(share(...seconds)).toBeLessThanOrEqual(1 + 1e-12);
      expect(alikeLengths(classed(...[...seconds].reverse()))).toEqual(alikeLengths(classed(...seconds)));
    }));
  });
});
