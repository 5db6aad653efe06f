import { seededRandom } from '#kernel';
import fc from 'fast-check';
import { harmonicP, holm } from './harmonic-test.js';

/** Noise that follows itself, with a wave of `height`. */
function noisy(count: number, { correlation = 0, height = 0, period = 24, seed = 1 }): Float64Array {
  const random = seededRandom(seed);
  let noise = 0;
  return Float64Array.from({ length: count }, (_, at) => {
    noise = correlation * noise + Math.sqrt(-2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next());
    return noise + height * Math.cos((2 * Math.PI * at) / period);
  });
}

describe('the test for a cycle', () => {
  it.each([
    [24, 0], [24, 0.8], [168, 0], [168, 0.8], [168, 0.99],
  ])('takes noise for a cycle of %d hours in about one of twenty, where it follows itself by %d', (period, correlation) => {
    let alarms = 0;
    for (let seed = 0; seed < 100; seed++) if (harmonicP(noisy(6 * 168, { correlation, seed }), period)! < 0.05) alarms++;
    expect(alarms / 100).toBeLessThan(0.1);
  });

  it.each([[24, 0.5], [168, 0.5]])('sees a wave of %d hours in noise twice its height', (period, height) =>
    expect(harmonicP(noisy(6 * 168, { height, period }), period)).toBeLessThan(0.01));

  it.each([
    ['zeros', new Float64Array(240), 1],
    ['under three cycles', noisy(71, { height: 9 }), undefined],
    ['nothing', new Float64Array(0), undefined],
  ])('of %s is defined', (_name, values, expected) => expect(harmonicP(values, 24)).toBe(expected));
});

describe('Holm', () => {
  it('is the textbook case', () => expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02]));

  it('lies between each p and that of Bonferroni', () =>
    fc.assert(fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 8 }), (pValues) =>
      holm(pValues).forEach((adjusted, at) => {
        expect(adjusted).toBeGreaterThanOrEqual(pValues[at]!);
        expect(adjusted).toBeLessThanOrEqual(Math.min(1, pValues[at]! * pValues.length) + 1e-12);
      }))));
});
