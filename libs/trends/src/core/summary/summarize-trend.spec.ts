import fc from 'fast-check';
import { HOUR_MS } from './hourly-points.js';
import { TREND_METRICS } from './metrics.js';
import { hourly, noise, numbersIn, START_MS, summarize } from './series.fixture.js';
import type { TrendPoint } from './trend-summary.js';

const MONTH = 30 * 24;
const wave = (at: number): number => Math.cos((2 * Math.PI * (at - 10)) / 24);
const stable = { direction: 'stable', changePoints: [], anomalies: [] };
const none = { direction: 'insufficient_history', slopePerDay: undefined, pValue: undefined, changePoints: [], seasonality: [], anomalies: [] };
const spike = (at: number): number => (at === 300 ? 50 : 0);

describe('the summary of a trend', () => {
  it.each<[string, TrendPoint[], object]>([
    ['nothing', [], none],
    ['one point', hourly(1, () => 5), none],
    ['23 hours', hourly(23, () => 5), none],
    ['two days', hourly(48, wave), none],
    ['nothing but NaN', hourly(MONTH, () => NaN), none],
    ['times that are none', [{ timestamp: NaN, value: 1 }, { timestamp: Infinity, value: 1 }], none],
    ['the ends of time', [{ timestamp: -8e15, value: 1 }, ...hourly(96, () => 2)], { ...stable, slopePerDay: 0, pValue: 1 }],
    ['a constant', hourly(MONTH, () => 3.3), { ...stable, slopePerDay: 0, pValue: 1 }],
    ['zeros', hourly(MONTH, () => 0), { ...stable, slopePerDay: 0, pValue: 1 }],
    ['a lone spike', hourly(MONTH, spike), { ...stable, slopePerDay: 0, anomalies: [{ timestamp: START_MS + 300 * HOUR_MS, value: 50, expected: 0 }] }],
    ['an hour twice, the last one stands', [...hourly(MONTH, spike), { timestamp: START_MS + 300 * HOUR_MS, value: 0 }], { ...stable, slopePerDay: 0 }],
    ['any order', hourly(MONTH, () => 3).reverse(), { ...stable, slopePerDay: 0 }],
  ])('of %s is defined', (_name, points, expected) => {
    const summary = summarize(points);
    const nearly = (_key: string, value: unknown): unknown => (value === 0 ? expect.closeTo(0, 3) : value);
    expect(summary).toMatchObject(JSON.parse(JSON.stringify(expected), nearly));
    expect(Object.keys(summary).sort()).toEqual(['anomalies', 'changePoints', 'direction', 'pValue', 'seasonality', 'slopePerDay', 'text']);
    expect(numbersIn(summary).filter((number) => !Number.isFinite(number))).toEqual([]);
  });

  it('holds only finite numbers, whatever comes in', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(NaN, Infinity, -5, 1e12));
    const points = fc.array(fc.record({ timestamp: fc.integer({ min: 0, max: 400 }).map((hour) => START_MS + hour * HOUR_MS), value }), { maxLength: 300 });
    fc.assert(fc.property(points, fc.constantFrom(...TREND_METRICS), fc.constantFrom('full', 'partial'), (given, metric, coverage) => {
      const summary = summarize(given, { metric, coverage, forecast: given });
      expect(numbersIn(summary).filter((number) => !Number.isFinite(number))).toEqual([]);
      expect(summary.text.en + summary.text['zh-CN']).not.toMatch(/NaN|undefined|Infinity|∞/);
    }), { numRuns: 15 });
  });

  it('answers for 100,000 hours', () => {
    const random = noise(1);
    const summary = summarize(hourly(100_000, (at) => 20 + 8 * wave(at) + at / 10_000 + random()));
    expect(summary.direction).toBe('rising');
    expect(summary.slopePerDay).toBeCloseTo(24 / 10_000, 4);
  });
});

describe('direction', () => {
  it.each([['rising', 0.02], ['falling', -0.02]])('is %s under noise, rhythm and outliers', (direction, perHour) => {
    const random = noise(2, 0.5);
    const summary = summarize(hourly(60 * 24, (at) => 60 + 20 * wave(at) + perHour * at + 3 * random() + (at % 97 === 0 ? 200 : 0)));
    expect(summary.direction).toBe(direction);
    expect(summary.slopePerDay! / 24 / perHour).toBeCloseTo(1, 0);
  });

  it('is stable in noise that follows itself, nearly always, and no level shifts in it', () => {
    const seen = Array.from({ length: 12 }, (_, seed) => {
      const random = noise(seed, 0.8);
      return summarize(hourly(28 * 24, (at) => 30 + 10 * wave(at) + 3 * random()));
    });
    expect(seen.filter(({ direction }) => direction !== 'stable').length).toBeLessThanOrEqual(3);
    expect(seen.filter(({ changePoints }) => changePoints.length > 0).length).toBeLessThanOrEqual(3);
  });

  it('comes with the day on which the level changed', () => {
    const random = noise(3, 0.5);
    const { direction, changePoints } = summarize(hourly(56 * 24, (at) => (at < 28 * 24 ? 20 : 35) + 8 * wave(at) + 2 * random()));
    expect(direction).toBe('rising');
    expect(changePoints).toHaveLength(1);
    expect(Math.abs(changePoints[0]!.timestamp - START_MS - 28 * 24 * HOUR_MS)).toBeLessThanOrEqual(24 * HOUR_MS);
    expect([changePoints[0]!.before, changePoints[0]!.after].map(Math.round)).toEqual([20, 35]);
  });
});

describe('missing hours', () => {
  const random = noise(5);
  const seen = hourly(MONTH, () => 6 + random()).filter((_, at) => at % 24 >= 8 && at % 24 < 20);

  it('are not zeros', () => {
    const { direction, seasonality, anomalies } = summarize(seen);
    expect({ direction, anomalies }).toEqual({ direction: 'stable', anomalies: [] });
    expect(seasonality.every(({ significant }) => !significant)).toBe(true);
  });

  it('are zeros of a count that was watched all the time', () =>
    expect(summarize(seen, { coverage: 'full' }).seasonality[0]).toMatchObject({ periodHours: 24, significant: true }));

  it('are none of a share, however well watched', () => {
    const shares = seen.map(({ timestamp }, at) => ({ timestamp, value: 0.5 + (at % 5) / 100 }));
    expect(summarize(shares, { metric: 'answer_rate', coverage: 'full' })).toEqual(summarize(shares, { metric: 'answer_rate' }));
  });

  it('of whole weeks leave the rest its answers', () => {
    const random = noise(4);
    const gappy = hourly(70 * 24, (at) => 30 + 10 * wave(at) + 0.01 * at + random()).filter((_, at) => (at < 500 || at > 900) && at % 11 !== 0);
    const { direction, seasonality, anomalies } = summarize(gappy);
    expect(direction).toBe('rising');
    expect(seasonality[0]).toMatchObject({ periodHours: 24, significant: true });
    expect(anomalies.length).toBeLessThan(5);
  });
});
