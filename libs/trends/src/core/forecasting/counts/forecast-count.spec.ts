import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { eachOrigin, forecast, type Forecast, type Series } from '../index.js';
import { bursts, poisson, rateOf } from './counts.fixture.js';

const SEASONS = [24, 168];
const HORIZON = 48;
const HISTORY = 8 * 168;
const series = (length: number, value: (at: number) => number) => Float64Array.from({ length }, (_, at) => value(at));
const of = (values: Float64Array, more: Partial<Series> = {}, horizon = HORIZON) => forecast({ values, seasons: SEASONS, count: 'complete', ...more }, horizon) as Forecast;
const sum = (values: Float64Array) => values.reduce((all, value) => all + value, 0);
const within = (value: number, { lower, upper }: { lower: number; upper: number }) => Number(lower <= value && value <= upper);

interface Tried {
  readonly expected: number;
  readonly truth: number;
  readonly held95: number;
  readonly held80: number;
  readonly totals95: number;
}

/** So many series of `perDay` calls, as `draw` has them; each ends at another hour of the week. */
function tried(perDay: number, draw: (mean: number, random: Random) => number, count: number): Tried {
  const found = { expected: 0, truth: 0, held95: 0, held80: 0, totals95: 0 };
  for (let seed = 0; seed < count; seed++) {
    const random = seededRandom(100 * perDay + seed);
    const end = HISTORY + random.below(168);
    const values = series(end + HORIZON, (hour) => draw(rateOf(hour, perDay), random));
    const ahead = of(values.slice(0, end));
    const came = values.subarray(end);
    found.expected += sum(ahead.point) / count;
    found.truth += sum(series(HORIZON, (at) => rateOf(end + at, perDay))) / count;
    came.forEach((value, at) => {
      found.held95 += within(value, { lower: ahead.lower95[at] as number, upper: ahead.upper95[at] as number }) / came.length / count;
      found.held80 += within(value, { lower: ahead.lower80[at] as number, upper: ahead.upper80[at] as number }) / came.length / count;
    });
    found.totals95 += within(sum(came), { lower: ahead.total?.lower95 as number, upper: ahead.total?.upper95 as number }) / count;
  }
  return found;
}

const SERIES = 10;
const RATES = [1, 2, 4, 8, 16];

describe.each([['by chance alone', poisson, 1], ['in bursts', bursts, 2]] as const)('calls that come %s', (_name, draw, excess) => {
  const all = RATES.map((perDay) => ({ perDay, ...tried(perDay, draw, SERIES) }));

  it.each(all)('$perDay a day are expected without bias', ({ perDay, expected, truth }) => {
    // What each level is known to after eight weeks, were all of them remembered.
    const deviation = Math.sqrt(excess / (perDay * 56 * SERIES));
    expect(Math.abs(expected / truth - 1)).toBeLessThan(5 * deviation);
  });

  it('lie within the bounds as often as these say, and not always', () => {
    const mean = (of: (one: Tried) => number) => all.reduce((total, one) => total + of(one) / all.length, 0);
    expect(all.map(({ held95, held80 }) => held95 > 0.93 && held80 > 0.8)).toEqual(RATES.map(() => true));
    expect([mean(({ held95 }) => held95), mean(({ held80 }) => held80), mean(({ totals95 }) => totals95)].map((held, at) => held > (at === 0 ? 0.95 : at === 1 ? 0.8 : 0.9))).toEqual([true, true, true]);
    // An hour of one call or none has no bound but 0 and 1: so few cannot hold 95 % alone.
    expect(mean(({ held95 }) => held95)).toBeLessThan(0.995);
  });
});

describe('a sparse count', () => {
  const random = seededRandom(9);
  const calls = series(HISTORY, (hour) => poisson(rateOf(hour, 8), random));

  it('has whole bounds in order, and a total that is the sum of its points within its own', () => {
    const { point, lower80, upper80, lower95, upper95, total } = of(calls);
    point.forEach((value, at) => {
      const row = [0, lower95[at], lower80[at], value, upper80[at], upper95[at]] as number[];
      expect(row).toEqual([...row].sort((one, other) => one - other));
      expect([lower95, lower80, upper80, upper95].every((bound) => Number.isInteger(bound[at]))).toBe(true);
    });
    expect(total?.value).toBeCloseTo(sum(point), 9);
    expect([total?.lower95, total?.lower80, total?.value, total?.upper80, total?.upper95]).toEqual([...[total?.lower95, total?.lower80, total?.value, total?.upper80, total?.upper95]].sort((one, other) => Number(one) - Number(other)));
  });

  it('knows its day and its week', () => {
    const { point } = of(calls, {}, 168);
    const mean = (isIn: (hour: number) => boolean) => { const rows = point.filter((_, at) => isIn(HISTORY + at)); return sum(rows) / rows.length; };
    const [day, night] = [mean((hour) => hour % 24 >= 8 && hour % 24 < 22), mean((hour) => hour % 24 < 8)];
    const [workdays, weekend] = [mean((hour) => Math.floor((hour % 168) / 24) < 5), mean((hour) => Math.floor((hour % 168) / 24) >= 5)];
    expect([day > 5 * night, workdays > 1.3 * weekend]).toEqual([true, true]);
  });

  it('follows a level that has changed', () => {
    const changed = series(HISTORY, (hour) => poisson(rateOf(hour, hour < HISTORY - 21 * 24 ? 2 : 12), random));
    expect(sum(of(changed, {}, 168).point) / 7).toBeGreaterThan(9);
    expect(sum(of(changed.map((value, hour) => (hour < HISTORY - 21 * 24 ? value : 0)), {}, 168).point) / 7).toBeLessThan(0.5);
  });

  it('that was seen in part is expected as it is where it was seen', () => {
    const half = calls.map((value, at) => (at % 48 < 24 || at > HISTORY - 60 ? NaN : value));
    expect(sum(of(half, { count: 'partial' }, 168).point) / 7).toBeCloseTo(8, -0.7);
  });

  it('takes in methods of others, which prevail where they know', () => {
    const oracle = eachOrigin('oracle', (known, horizon) => series(horizon, (ahead) => calls[known.length + ahead] ?? 7));
    const { model, point } = forecast({ values: calls, seasons: SEASONS, count: 'complete' }, 5, [oracle]) as Forecast;
    expect([model, [...point]]).toEqual(['oracle', [7, 7, 7, 7, 7].map((value) => expect.closeTo(value, 1) as number)]);
  });

  it('has members that carry all of the weight', () => {
    const { members, model } = of(calls);
    expect(members.reduce((all, { weight }) => all + weight, 0)).toBeCloseTo(1, 12);
    expect(members.map(({ name }) => name)).toEqual(expect.arrayContaining([model, 'rate-1-all', 'rate-24-48', 'rate-168-672']));
  });
});

describe('what is told of odd counts', () => {
  it.each<[string, Float64Array, number]>([
    ['one an hour, always', series(600, () => 1), 48], ['nothing, ever', series(600, () => 0), 0], ['a day of one call', series(24, (at) => Number(at === 9)), 2],
    ['one hour of three', series(600, (at) => (at === 300 ? 3 : 0)), 0.2],
  ])('%s', (_name, values, expected) => expect(Math.abs(sum(of(values).point) - expected)).toBeLessThan(0.1 + 0.2 * expected));

  it.each([['nothing', []], ['23 hours', new Array<number>(23).fill(1)]])('%s is too little', (_name, values) => expect(of(Float64Array.from(values))).toEqual({ kind: 'insufficient_history' }));

  it('is finite, whatever came', () => {
    const value = fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.integer({ min: 0, max: 4 }) }, { weight: 1, arbitrary: fc.constantFrom(NaN, 500) });
    fc.assert(fc.property(fc.array(value, { minLength: 24, maxLength: 90 }), fc.constantFrom('partial' as const, 'complete' as const), fc.constantFrom([], [24], [7, 21, 30], [2, 3]), (values, count, seasons) => {
      const found = of(Float64Array.from(values), { count, seasons }, 20);
      if (found.kind !== 'forecast') return;
      const numbers = [...found.point, ...found.lower95, ...found.upper95, ...Object.values(found.total ?? {}) as number[], ...found.members.flatMap(({ weight, meanAbsoluteError }) => [weight, meanAbsoluteError])];
      expect(numbers.filter((number) => !Number.isFinite(number) || number < 0)).toEqual([]);
    }), { numRuns: 40 });
  });
});
