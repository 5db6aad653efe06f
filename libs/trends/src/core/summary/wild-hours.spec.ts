import { seededRandom } from '#kernel';
import { shareScores } from '../anomalies/share-scores.js';
import { HOUR_MS } from './hourly-points.js';
import { hourly, START_MS, summarize } from './series.fixture.js';
import { summarizeDay } from './summarize-day.js';
import type { TrendPoint, TrendSummary } from './trend-summary.js';

const DAYS = 40;
const HOURS = DAYS * 24;
/** Three days before the end. */
const WILD = HOURS - 72;
const settings = { seasonalityThreshold: 0.3, anomalyThreshold: 4 };
const month = (points: readonly TrendPoint[], more = {}): TrendSummary => summarize(points.slice(-720), { settings, ...more });
const week = (points: readonly TrendPoint[]): TrendSummary => summarize(points.slice(-168), { settings });
const day = (points: readonly TrendPoint[]): TrendSummary => summarizeDay({ metric: 'calls', points, zone: 'UTC', settings }, START_MS + (HOURS - 24) * HOUR_MS);
/** Twenty calls a day, by day. */
const byDay = (at: number): number => (at % 24 < 10 ? 2 : 0);
const placeOf = ({ timestamp }: { timestamp: number }): number => (timestamp - START_MS) / HOUR_MS;

describe('one wild hour', () => {
  it.each<[string, (at: number) => number]>([
    ['after nothing', (at) => (at === 0 ? 1 : at === WILD ? 100 : 0)], ['of one call an hour', (at) => (at === WILD ? 101 : 1)], ['in the evening of busy days', (at) => byDay(at) + (at === WILD - 2 ? 300 : 0)],
  ])('is an anomaly and nothing else: %s', (_name, valueAt) => {
    const points = hourly(HOURS, valueAt);
    for (const { direction, changePoints, anomalies } of [month(points), week(points)]) {
      expect({ direction, changePoints, places: anomalies.map(placeOf) }).toEqual({ direction: 'stable', changePoints: [], places: [points.findIndex(({ value }) => value >= 100)] });
    }
    const { direction, anomalies, text } = day(points);
    expect({ direction, anomalies }).toEqual({ direction: 'stable', anomalies: [] });
    const usual = Number(/where about ([\d.]+) would be usual/.exec(text.en)?.[1]);
    expect(Math.abs(usual - points.slice(-24).reduce((sum, { value }) => sum + value, 0))).toBeLessThan(1);
  });

  it('makes no season, and one call no change', () => {
    const alone = month(hourly(HOURS, (at) => (at === WILD ? 1 : 0)));
    expect({ changes: alone.changePoints, seasons: alone.seasonality.map(({ significant }) => significant) }).toEqual({ changes: [], seasons: [false, false] });
  });

  it('of a share weighs no more than its calls would', () => {
    const points = hourly(HOURS, (at) => (at === WILD ? 1 / 151 : 1)).map((point, at) => ({ ...point, weight: at === WILD ? 151 : 1 }));
    const { direction, changePoints, anomalies, text } = month(points, { metric: 'answer_rate' });
    expect({ direction, changePoints, places: anomalies.map(placeOf) }).toEqual({ direction: 'stable', changePoints: [], places: [WILD] });
    // 720 of 870 calls were answered.
    expect(text.en).toMatch(/^The answer rate is steady at about 82\.8%\./);
  });

  it('may be a whole day: that is not a level', () => {
    const busy = hourly(HOURS, (at) => byDay(at) + (Math.floor(at / 24) === DAYS - 6 && at % 24 < 10 ? 8 : 0));
    expect([month(busy).changePoints, week(busy).changePoints]).toEqual([[], []]);
  });
});

describe('the level that is named', () => {
  it('is that of the points shown', () => {
    const random = seededRandom(3);
    const points = hourly(720, () => 0).map((point) => ({ ...point, value: random.below(4) === 0 ? 0 : 1, weight: 1 + random.below(3) }));
    const [hits, calls] = points.reduce(([sum, total], { value, weight }) => [sum + value * weight, total + weight], [0, 0]);
    const said = Number(/steady at about ([\d.]+)%/.exec(month(points, { metric: 'answer_rate' }).text.en)?.[1]);
    expect(said).toBeCloseTo((100 * hits) / calls, 1);
  });

  it('of one call a day is one', () => expect(month(hourly(HOURS, (at) => (at % 24 === 5 ? 1 : 0))).text.en).toMatch(/^Calls are steady at about 1 a day\./));

  it('of a series that stopped is that before, and when', () => {
    const { changePoints, text } = summarize(hourly(50 * 24, (at) => (at < 25 * 24 ? 1 : 0)), { settings });
    expect(changePoints).toHaveLength(1);
    expect(text.en).toMatch(/^Calls: none since 25 January 2026; until then about 24 a day\./);
    expect(text['zh-CN']).toMatch(/^来电量：2026年1月25日之后再无数据，此前每天约 24 通。/);
  });
});

describe('a day like every day', () => {
  it('is stable, though four weeks back lie a clock that changed and a busy day', () => {
    const points = hourly(HOURS, (at) => (((at + (at > HOURS - 27 * 24 ? 1 : 0)) % 24 < 12 ? 3 : 1)) + (Math.floor(at / 24) === DAYS - 28 && at % 24 < 12 ? 8 : 0));
    expect(day(points)).toMatchObject({ direction: 'stable', anomalies: [] });
  });
});

describe('shares by chance', () => {
  it.each([1, 2])('are hardly ever unusual, of %d calls an hour', (most) => {
    const random = seededRandom(most);
    const points = hourly(720, () => 0).map((point) => {
      const weight = 1 + random.below(most);
      return { ...point, weight, value: Array.from({ length: weight }, () => (random.next() < 0.75 ? 1 : 0) as number).reduce((sum, hit) => sum + hit, 0) / weight };
    });
    expect(month(points, { metric: 'answer_rate' }).anomalies.length).toBeLessThanOrEqual(2);
  });

  it('score as the root of their deviance, and less where hours scatter more than chance', () => {
    const calls = new Float64Array(200).fill(50);
    const expected = new Float64Array(200).fill(0.5);
    const even = Float64Array.from(calls, (_, at) => (at === 0 ? 1 : 0.5));
    const loose = Float64Array.from(calls, (_, at) => (at === 0 ? 1 : at % 2 === 0 ? 0.3 : 0.7));
    expect(shareScores({ values: even, calls, expected })[0]).toBeCloseTo(Math.sqrt(100 * Math.log(2)), 1);
    expect(shareScores({ values: loose, calls, expected })[0]).toBeLessThan(4);
  });
});
