import fc from 'fast-check';
import golden from '../../../../../test/golden/decomposition.json' with { type: 'json' };
import { mstl } from './mstl.js';
import { seasonalStrength } from './seasonal-strength.js';
import { stl, type StlOptions } from './stl.js';

const largestGap = (found: Float64Array, expected: readonly number[]): number =>
  found.length === expected.length ? Math.max(...expected.map((value, at) => Math.abs(value - (found[at] ?? NaN)))) : NaN;

const wave = (length: number, value: (at: number) => number): Float64Array => Float64Array.from({ length }, (_, at) => value(at));

describe('STL', () => {
  it.each(golden.stl)('is that of statsmodels: $name', ({ values, options, ...expected }) => {
    const found = stl(Float64Array.from(values), options as StlOptions);
    expect(largestGap(found.seasonal, expected.seasonal)).toBeLessThan(1e-7);
    expect(largestGap(found.trend, expected.trend)).toBeLessThan(1e-7);
    expect(largestGap(found.weights, expected.weights)).toBeLessThan(1e-6);
  });

  it('splits without loss, whatever the values', () =>
    fc.assert(fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 14, maxLength: 60 }), fc.nat(2), (values, outerIterations) => {
      const { seasonal, trend, remainder } = stl(Float64Array.from(values), { period: 7, outerIterations });
      values.forEach((value, at) => expect(seasonal[at]! + trend[at]! + remainder[at]!).toBeCloseTo(value, 9));
    })));

  it('asks nothing of a value without weight', () => {
    const values = wave(96, (at) => 10 * Math.sin((at * Math.PI) / 12));
    const weights = new Float64Array(96).fill(1);
    for (const missing of [5, 30, 31, 32, 70]) weights[missing] = 0;
    const spoilt = values.map((value, at) => (weights[at] === 0 ? 1e6 : value));
    const split = stl(spoilt, { period: 24, weights, outerIterations: 1 });
    values.forEach((value, at) => expect(split.seasonal[at]! + split.trend[at]!).toBeCloseTo(value, 1));
  });

  it.each([['one point a cycle', 50, 1], ['under two cycles', 47, 24], ['nothing', 0, 24]])('refuses %s', (_name, length, period) =>
    expect(() => stl(new Float64Array(length), { period })).toThrow(RangeError));
});

describe('MSTL', () => {
  it.each(golden.mstl)('is that of Bandara, Hyndman and Bergmeir', ({ values, options, ...expected }) => {
    const found = mstl(Float64Array.from(values), options)!;
    found.seasons.forEach(({ values: season }, place) => expect(largestGap(season, expected.seasons[place]!)).toBeLessThan(1e-7));
    expect(largestGap(found.trend, expected.trend)).toBeLessThan(1e-7);
  });

  it('leaves out periods that do not fit twice', () => {
    expect(mstl(new Float64Array(100), { periods: [168, 24] })?.seasons.map(({ period }) => period)).toEqual([24]);
    expect(mstl(new Float64Array(47), { periods: [24] })).toBeUndefined();
  });
});

describe('the strength of a season', () => {
  const strengthOf = (values: Float64Array): number => {
    const { seasonal: season, ...rest } = stl(values, { period: 24 });
    return seasonalStrength({ season, ...rest });
  };

  it.each([
    ['a pure wave', wave(240, (at) => Math.sin((at * Math.PI) / 12)), 1],
    ['a constant', wave(240, () => 7.3), 0],
    ['zeros', wave(240, () => 0), 0],
    ['a line', wave(240, (at) => 3 * at + 0.1), 0],
  ])('of %s', (_name, values, expected) => expect(strengthOf(values)).toBeCloseTo(expected, 2));

  it('leaves out what does not count', () => {
    const series = { season: Float64Array.of(1, -1, 1, -1), trend: new Float64Array(4), remainder: Float64Array.of(0, 0, 0, 9) };
    expect(seasonalStrength(series, Float64Array.of(1, 1, 1, 0))).toBe(1);
  });
});
