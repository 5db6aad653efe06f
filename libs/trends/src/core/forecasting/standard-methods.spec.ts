import fc from 'fast-check';
import { backtestErrors, rollingOrigins } from './backtest.js';
import { expectedErrors, halfWidth, tailWidths } from './intervals.js';
import { lagsFor } from './lags.js';
import type { FilledSeries } from './series.js';
import { standardMethods } from './standard-methods.js';

const SEASONS = [4, 12];
const positive: FilledSeries = { values: Float64Array.from({ length: 200 }, (_, at) => 20 + 9 * Math.sin(at / 2) + ((at * 31) % 7)), seasons: SEASONS };
const negative: FilledSeries = { values: positive.values.map((value) => value - 25), seasons: SEASONS };
const names = (series: FilledSeries) => standardMethods(series).map(({ name }) => name);

describe('the methods', () => {
  it('are more where nothing is negative, and each has a name of its own', () => {
    expect([names(positive).length, names(negative).length]).toEqual([19, 11]);
    expect(new Set(names(positive)).size).toBe(19);
  });

  it.each([['without seasons', []], ['with one', [4]]])('are there %s', (_name, seasons) => {
    standardMethods({ ...positive, seasons }).forEach((method) => {
      expect(method.forecasts({ ...positive, seasons }, { origins: [150, 200], horizon: 6 })?.map((one) => one.length)).toEqual([6, 6]);
    });
  });

  it.each([['positive', positive], ['negative', negative]])('know nothing of what comes after their origin: %s', (_name, series) => {
    const later = { ...series, values: series.values.map((value, at) => (at < 170 ? value : 90 - value)) };
    standardMethods(series).forEach((method) => {
      const [one, other] = [series, later].map((known) => method.forecasts(known, { origins: [150, 170], horizon: 30 }));
      expect(other).toEqual(one);
    });
  });

  const infinite = (values: readonly number[]): string[] => {
    const series = { values: Float64Array.from(values), seasons: SEASONS };
    const origins = [Math.floor(values.length * 0.75), values.length];
    const methods = standardMethods(series).filter((method) => method.forecasts(series, { origins, horizon: 60 })?.every((one) => one.every(Number.isFinite)) === false);
    return methods.map(({ name }) => name);
  };

  it('answer with finite numbers whatever the series', () => {
    const spiky = fc.array(fc.oneof(fc.constant(0), fc.double({ noNaN: true, min: 0, max: 1e9 })), { minLength: 24, maxLength: 90 });
    fc.assert(fc.property(spiky, (values) => expect(infinite(values)).toEqual([])), { numRuns: 15, endOnFailure: true });
  });

  it.each([1, 1e-90, 1e80])('… also where the last value known is a hundred million times all others, in units of %d', (unit) => {
    expect(infinite(Array.from({ length: 54 }, (_, at) => (at === 17 ? 1e-8 * unit : at === 39 ? unit : 0)))).toEqual([]);
  });
});

describe('the backtest', () => {
  const known = (ones: readonly number[]) => ({ present: Uint8Array.from(ones), known: ones.filter((one) => one === 1).length, end: ones.lastIndexOf(1) + 1 });
  const times = (count: number, one: number) => new Array<number>(count).fill(one);

  it.each([
    ['ends with what is known', [...times(100, 1), ...times(400, 0)], 25],
    ['looks further back where much is missing', [...times(90, 1), ...times(150, 0), ...times(10, 1)], 24],
  ])('%s', (_name, ones, least) => {
    const { origins, horizon } = rollingOrigins(known(ones), [24, 168], 12);
    expect(origins.every((origin) => ones[origin] === 1)).toBe(true);
    expect(new Set(origins).size).toBe(origins.length);
    const judged = new Set(origins.flatMap((origin) => ones.flatMap((one, at) => (one === 1 && at >= origin && at < origin + horizon ? [at] : []))));
    expect(judged.size).toBeGreaterThanOrEqual(least);
  });

  it.each([
    ['hours of six weeks', 960, [24, 168], 48, { first: 720, last: 912, count: 33, horizon: 48 }],
    ['a day of hours', 24, [24, 168], 48, { first: 18, last: 21, count: 4, horizon: 3 }],
    ['a very long series', 12_000, [24, 168], 48, { first: 10_656, last: 11_952, count: 49, horizon: 48 }],
    ['no season', 100, [], 5, { first: 75, last: 95, count: 21, horizon: 5 }],
  ])('has its origins: %s', (_name, length, seasons, horizon, expected) => {
    const { origins, horizon: tried } = rollingOrigins(known(new Array<number>(length).fill(1)), seasons, horizon);
    expect({ first: origins[0], last: origins.at(-1), count: origins.length, horizon: tried }).toEqual(expected);
  });

  it('counts the known values alone', () => {
    const series = { values: Float64Array.of(1, 2, 3, 4), present: Uint8Array.of(1, 1, 1, 0) };
    expect(backtestErrors([Float64Array.of(5, 9)], { origins: [2], horizon: 2 }, series)).toEqual({ meanAbsolute: 2, rootMeanSquare: 2 });
  });
});

describe('expected errors', () => {
  it('follow the steps ahead and the place in the season, and stay at their end', () => {
    const errors = Array.from({ length: 8 }, (_, origin) => Float64Array.from({ length: 20 }, (_step, ahead) => ((origin + ahead) % 2 === 0 ? 1 : 3) * (1 + ahead)));
    const found = expectedErrors(errors, { origins: errors.map((_, at) => at), horizon: 20 }, { end: 8, season: 2, horizon: 30 });
    expect([found[1] as number > (found[0] as number), (found[18] as number) > 2 * (found[0] as number), found[28] === found[20]]).toEqual([true, true, true]);
  });

  it('are those of all at a step where none is known', () => {
    const errors = [Float64Array.of(3, ...new Array<number>(20).fill(NaN))];
    expect([...expectedErrors(errors, { origins: [0], horizon: 21 }, { end: 1, season: 1, horizon: 1, gap: 20 })]).toEqual([3]);
  });

  it('reach as far as the rare ones do, of few to the largest', () => {
    const rare = [Float64Array.from({ length: 100 }, (_, at) => (at < 10 ? -0.9 : 0.1))];
    const mean = 0.18;
    expect(tailWidths(rare, 100, 0.95).below).toBeCloseTo(0.9 / mean, 9);
    expect(tailWidths([Float64Array.of(NaN, -9, 1, 1, 1)], 4, 0.8)).toEqual({ below: 3, above: halfWidth(0.8) });
  });

  it('are 0 where nothing is known', () => {
    expect([...expectedErrors([Float64Array.of(NaN)], { origins: [3], horizon: 1 }, { end: 4, season: 2, horizon: 2 })]).toEqual([0, 0]);
  });

  it('widen with the level', () => expect([halfWidth(0), halfWidth(0.8), halfWidth(0.95)]).toEqual([-0, expect.closeTo(1.609, 3), expect.closeTo(2.996, 3)]));
});

describe('the lags', () => {
  it('of hours', () => expect(lagsFor([24, 168], 400)).toEqual([...Array.from({ length: 26 }, (_, at) => at + 1), 47, 48, 49, 72, 96, 120, 144, 167, 168, 169]));
  it('of hours, few known', () => expect(lagsFor([24, 168], 5)).toEqual([1, 2, 3, 4, 5]));
  it('without seasons', () => expect(lagsFor([], 3)).toEqual([1, 2, 3]));
});
