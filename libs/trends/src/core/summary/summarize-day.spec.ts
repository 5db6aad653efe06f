import fc from 'fast-check';
import { HOUR_MS } from './hourly-points.js';
import { TREND_METRICS } from './metrics.js';
import { hourly, noise, numbersIn, START_MS } from './series.fixture.js';
import { summarizeDay } from './summarize-day.js';
import type { TrendPoint, TrendQuestion, TrendSummary } from './trend-summary.js';

const WEEKS = 8 * 168;
const FROM_MS = START_MS + WEEKS * HOUR_MS;
const wave = (at: number): number => Math.cos((2 * Math.PI * (at - 10)) / 24);
const day = (points: readonly TrendPoint[], more: Partial<TrendQuestion> = {}): TrendSummary =>
  summarizeDay({ metric: 'calls', points, zone: 'UTC', settings: { seasonalityThreshold: 0.3, anomalyThreshold: 4 }, ...more }, FROM_MS);
/** Eight weeks and a day, busiest at ten; `more` of its last day by the hour. */
const busy = (seed: number, more: (hour: number) => number = () => 0): TrendPoint[] => {
  const random = noise(seed, 0.3);
  return hourly(WEEKS + 24, (at) => 30 + 15 * wave(at) + 2 * random() + (at < WEEKS ? 0 : more(at - WEEKS)));
};
const of = (hours: number, valueAt: (at: number) => number): TrendPoint[] => hourly(WEEKS + 24, valueAt).slice(WEEKS + 24 - hours);

describe('the summary of a day', () => {
  it.each<[string, TrendPoint[], object]>([
    ['nothing', [], { direction: 'insufficient_history', anomalies: [] }],
    ['one point', of(1, () => 5), { direction: 'insufficient_history' }],
    ['23 hours', of(23, () => 5), { direction: 'insufficient_history' }],
    ['a day and nothing before it', of(24, (at) => at), { direction: 'rising', anomalies: [] }],
    ['seven hours of a share after a week', hourly(WEEKS + 24, () => 0.5).filter((_, at) => at > WEEKS - 168 && (at < WEEKS || at >= WEEKS + 17)), { direction: 'insufficient_history' }],
    ['a past, and no hour of the day', hourly(WEEKS, () => 5), { direction: 'insufficient_history' }],
    ['nothing but NaN', of(WEEKS, () => NaN), { direction: 'insufficient_history' }],
    ['times that are none', [{ timestamp: NaN, value: 1 }, { timestamp: Infinity, value: 1 }], { direction: 'insufficient_history' }],
    ['a constant', of(WEEKS, () => 3.3), { direction: 'stable', slopePerDay: expect.closeTo(0, 9) as number, anomalies: [] }],
    ['zeros', of(WEEKS, () => 0), { direction: 'stable', slopePerDay: 0, pValue: 1, anomalies: [] }],
    ['a lone spike', of(WEEKS, (at) => (at === WEEKS + 5 ? 50 : 0)), { direction: 'stable', anomalies: [{ timestamp: FROM_MS + 5 * HOUR_MS, value: 50, expected: 0 }] }],
    ['a spike of the day before', of(WEEKS, (at) => (at === WEEKS - 5 ? 50 : 0)), { direction: 'stable', anomalies: [] }],
    ['an hour twice, the last one stands', [...of(WEEKS, (at) => (at === WEEKS + 5 ? 50 : 0)), { timestamp: FROM_MS + 5 * HOUR_MS, value: 0 }], { direction: 'stable', anomalies: [] }],
  ])('of %s is defined', (_name, points, expected) => {
    const summary = day(points);
    expect(summary).toMatchObject({ changePoints: [], seasonality: [], ...expected });
    expect(numbersIn(summary).filter((number) => !Number.isFinite(number))).toEqual([]);
  });

  it.each([['rising', 1.2], ['falling', -1.2]])('is %s beside the usual day', (direction, perHour) => {
    const { slopePerDay, ...summary } = day(busy(1, (hour) => perHour * hour));
    expect(summary.direction).toBe(direction);
    expect((slopePerDay as number) / 24 / perHour).toBeCloseTo(1, 0);
  });

  it('is stable on a day as usual, nearly always, whatever part of its rhythm it ends in', () => {
    const seen = Array.from({ length: 20 }, (_, seed) => day(busy(seed)));
    expect(seen.filter(({ direction }) => direction !== 'stable').length).toBeLessThanOrEqual(3);
    expect(seen.reduce((sum, { anomalies }) => sum + anomalies.length, 0)).toBeLessThanOrEqual(3);
  });

  it('tells the hours that are unlike theirs, and no others', () => {
    const { anomalies } = day(busy(3, (hour) => (hour === 2 ? 25 : 0)));
    expect(anomalies.map(({ timestamp }) => (timestamp - FROM_MS) / HOUR_MS)).toEqual([2]);
  });

  it('says what the day came to, and what would be usual', () => {
    const { text } = day(of(WEEKS, (at) => (at < WEEKS ? 2 : 3)));
    expect(text.en).toMatch(/^Calls in the last 24 hours: 72, where about 48 would be usual; steady from hour to hour\./);
    expect(text['zh-CN']).toMatch(/^过去 24 小时来电量共 72 通，平时约为 48 通，逐时平稳。/);
  });

  it.each(['2026-03-30T10:00:00Z', '2026-10-26T10:00:00Z'])('knows the usual day on the clock on the wall, where clocks changed the day before %s', (end) => {
    const until = Date.parse(end);
    const wall = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Berlin', hour: 'numeric', hourCycle: 'h23' });
    const points = hourly(WEEKS, (_, timestamp) => (Number(wall.format(timestamp)) >= 9 ? 20 : 0), until - WEEKS * HOUR_MS);
    const question = { metric: 'calls' as const, points, zone: 'Europe/Berlin', settings: { seasonalityThreshold: 0.3, anomalyThreshold: 4 } };
    expect(summarizeDay(question, until - 24 * HOUR_MS)).toMatchObject({ direction: 'stable', anomalies: [] });
  });

  it('holds only finite numbers, whatever comes in', () => {
    const value = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.constantFrom(NaN, Infinity, -5, 1e12));
    const points = fc.array(fc.record({ timestamp: fc.integer({ min: -200, max: 30 }).map((hour) => FROM_MS + hour * HOUR_MS), value }), { maxLength: 300 });
    fc.assert(fc.property(points, fc.constantFrom(...TREND_METRICS), (given, metric) => {
      const summary = day(given, { metric, forecast: given });
      expect(numbersIn(summary).filter((number) => !Number.isFinite(number))).toEqual([]);
      expect(summary.text.en + summary.text['zh-CN']).not.toMatch(/NaN|undefined|Infinity|∞/);
    }), { numRuns: 30 });
  });
});
