import fc from 'fast-check';
import { eachOrigin, forecast, LEAST_HISTORY, type Forecast, type Series } from './index.js';

const HOURS = [24, 168];
const of = (values: ArrayLike<number>, more: Partial<Series> = {}, horizon = 48) => forecast({ values: Float64Array.from(values), seasons: HOURS, ...more }, horizon) as Forecast;
const series = (length: number, value: (at: number) => number) => Float64Array.from({ length }, (_, at) => value(at));
const noise = (at: number) => Math.sin(at * at * 12.9898) * Math.cos(at * 78.233);
const daily = (at: number) => 30 + 20 * Math.sin((at * 2 * Math.PI) / 24);
const bounds = ({ point, lower80, upper80, lower95, upper95 }: Forecast) => [lower95, lower80, point, upper80, upper95];

describe('a forecast', () => {
  it.each([
    ['constant', series(200, () => 7), 7],
    ['all zero', series(200, () => 0), 0],
    ['a constant no square of which is a number', series(100, () => 1e300), 1e300],
    ['a constant below zero', series(200, () => -3), -3],
    ['a day of one value', series(24, () => 5), 5],
    ['a single spike', series(600, (at) => (at === 300 ? 1000 : 0)), 0],
  ])('of what does not change stays: %s', (_name, values, expected) => {
    of(values).point.forEach((value) => expect(value / (expected || 1)).toBeCloseTo(expected === 0 ? 0 : 1, 7));
  });

  it.each([
    ['no point', [], {}],
    ['one point', [4], {}],
    ['a point too few', series(LEAST_HISTORY - 1, daily), {}],
    ['24 hours, one missing', series(24, (at) => (at === 3 ? NaN : 1)), {}],
    ['nothing but gaps', series(500, () => NaN), { count: 'partial' as const }],
  ])('wants history: %s', (_name, values, more) => expect(of(values, more)).toEqual({ kind: 'insufficient_history' }));

  it('takes the missing hours of a complete count for zeros', () => {
    expect(of(series(600, (at) => (at % 24 === 8 ? 12 : NaN)), { count: 'complete' }).point[0]).toBeCloseTo(0, 3);
    expect(of(series(600, (at) => (at % 24 === 8 || at === 0 ? 12 : NaN)), { count: 'partial' }).point[0]).toBeCloseTo(12, 3);
  });

  it('follows the day, closely, through gaps and an outage', () => {
    const values = series(900, (at) => (at % 37 === 0 || (at > 400 && at < 430) ? NaN : daily(at) + noise(at)));
    const { point, kind, model } = of(values);
    const error = point.reduce((sum, value, ahead) => sum + Math.abs(value - daily(900 + ahead)), 0) / 48;
    expect([kind, error < 1, model.length > 0]).toEqual(['forecast', true, true]);
  });

  it('of a day of hours is that day again', () => {
    expect(of(series(24, daily)).point.subarray(0, 24)).toEqual(series(24, daily));
  });

  it('passes over holidays', () => {
    const weekly = (at: number) => Math.round((at % 168 < 120 ? 4 : 1) * daily(at) + 5 * noise(at));
    const closed = series(168 * 12, (at) => (at > 168 * 10 + 24 && at < 168 * 10 + 72 ? 0 : weekly(at)));
    const ahead = of(closed, { count: 'complete' }).point;
    const error = (point: (at: number) => number) => ahead.reduce((sum, _, at) => sum + Math.abs(point(at) - weekly(closed.length + at)), 0);
    const fourWeekMean = (at: number) => [1, 2, 3, 4].reduce((sum, week) => sum + (closed[closed.length + at - 168 * week] as number) / 4, 0);
    expect(error((at) => ahead[at] as number)).toBeLessThan(0.7 * error(fourWeekMean));
  });

  it('holds what comes in its intervals about as often as it says', () => {
    const values = series(800, (at) => daily(at) + 8 * noise(at));
    const windows = Array.from({ length: 5 }, (_, window) => 480 + 60 * window);
    const inside = windows.map((origin) => {
      const { lower80, upper80, lower95, upper95 } = of(values.subarray(0, origin), { seasons: [24] });
      const share = (lower: Float64Array, upper: Float64Array) => lower.reduce((sum, low, at) => sum + Number(low <= (values[origin + at] as number) && (values[origin + at] as number) <= (upper[at] as number)), 0) / 48;
      return [share(lower80, upper80), share(lower95, upper95)] as const;
    });
    const [of80 = 0, of95 = 0] = [0, 1].map((level) => inside.reduce((sum, shares) => sum + (shares[level] as number), 0) / inside.length);
    expect([of80 > 0.7 && of80 < 0.93, of95 > 0.9]).toEqual([true, true]);
  });

  it('is finite, nested and, of counts, never negative', () => {
    const values = fc.array(fc.oneof(fc.constant(NaN), fc.constant(0), fc.integer({ min: 0, max: 5 }), fc.constantFrom(1e6, 1e-300, 1e99, 1e300, Infinity)), { minLength: 24, maxLength: 100 });
    fc.assert(fc.property(values, fc.integer({ min: 1, max: 60 }), fc.constantFrom('partial' as const, 'complete' as const), (known, horizon, count) => {
      const found = of(known, { count }, horizon);
      if (found.kind !== 'forecast') return;
      const rows = bounds(found);
      for (let ahead = 0; ahead < horizon; ahead++) {
        const at = rows.map((row) => row[ahead] as number);
        expect(at).toEqual(at.map((value) => (Number.isFinite(value) && value >= 0 ? value : 'finite, not negative')).sort((one, other) => Number(one) - Number(other)));
      }
    }), { numRuns: 20 });
  });

  it('of 100,000 points looks at the latest', () => {
    const { point } = of(series(100_000, (at) => (at < 80_000 ? 1e6 : daily(at))), {}, 24);
    point.forEach((value, ahead) => expect(value).toBeCloseTo(daily(100_000 + ahead), 1));
  });
});

describe('the members', () => {
  const values = series(400, (at) => daily(at) + 4 * noise(at));

  it('carry all of the weight, the better ones more', () => {
    const { members, model } = of(values);
    const heaviest = members.reduce((best, member) => (member.weight > best.weight ? member : best));
    expect(members.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(1, 12);
    expect([model, heaviest.meanAbsoluteError]).toEqual([heaviest.name, Math.min(...members.map(({ meanAbsoluteError }) => meanAbsoluteError))]);
  });

  it('may come from outside, and prevail where they know', () => {
    const oracle = eachOrigin('oracle', (known, horizon) => Float64Array.from({ length: horizon }, (_, ahead) => daily(known.length + ahead) + 4 * noise(known.length + ahead)));
    const { model, point } = forecast({ values, seasons: HOURS }, 24, [oracle]) as Forecast;
    expect([model, point[5]]).toEqual(['oracle', expect.closeTo(daily(405) + 4 * noise(405), 9)]);
  });

  it('that suit no such series stay out', () => {
    const { members } = forecast({ values, seasons: HOURS }, 24, [eachOrigin('none', () => undefined)]) as Forecast;
    expect(members.map(({ name }) => name)).not.toContain('none');
  });
});
