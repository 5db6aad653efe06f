import fc from 'fast-check';
import { seededRandom, WallClock } from '#kernel';
import { TREND_METRICS } from '../summary/metrics.js';
import { reportTrend, type ReportQuestion } from './report-trend.js';

const HOUR_MS = 3_600_000;
const clock = new WallClock();
const hourOf = (iso: string): number => Date.parse(iso) / HOUR_MS;
const isByDay = (zone: string, hour: number): boolean => clock.at(zone, hour * HOUR_MS).minuteOfDay >= 9 * 60;

function asked(values: Float64Array, firstHour: number, parts: Partial<ReportQuestion> = {}): ReportQuestion {
  return { metric: 'calls', firstHour, values, zone: 'America/New_York', periodHours: 720, isDay: false, horizonHours: 48, settings: { seasonalityThreshold: 0.3, anomalyThreshold: 4 }, ...parts };
}

const byDay = (from: number, until: number, zone: string): Float64Array => Float64Array.from({ length: until - from }, (_, at) => (isByDay(zone, from + at) ? 10 : 0));

describe('a report', () => {
  it.each([
    ['forward, a day before', '2026-03-07T12:00:00Z'], ['forward, in the night itself', '2026-03-08T06:00:00Z'], ['forward, hours after', '2026-03-08T12:00:00Z'],
    ['back, a day before', '2026-10-31T12:00:00Z'], ['back, in the hour that comes twice', '2026-11-01T06:00:00Z'], ['back, hours after', '2026-11-01T12:00:00Z'],
  ])('foretells the day on the clock on the wall where clocks go %s', (_name, now) => {
    const zone = 'America/New_York';
    const [from, until] = [hourOf(now) - 56 * 24, hourOf(now)];
    const { forecast } = reportTrend(asked(byDay(from, until, zone), from));
    expect(forecast.hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 48 }, (_, at) => until + at));
    // The hour that is skipped or shown twice lies in the night.
    expect(forecast.hours.map(({ value }) => Math.round(value / 10) * 10)).toEqual(forecast.hours.map(({ hour }) => (isByDay(zone, hour) ? 10 : 0)));
  });

  it('tells of the period alone, and foretells from all', () => {
    const from = hourOf('2026-01-01T00:00:00Z');
    const values = byDay(from, from + 1344, 'Asia/Shanghai').map((value, at) => (at < 1000 ? value : value + 20));
    const short = reportTrend(asked(values, from, { periodHours: 168, zone: 'Asia/Shanghai' }));
    const long = reportTrend(asked(values, from, { periodHours: 1344, zone: 'Asia/Shanghai' }));
    expect([short.changePoints.length > 0, long.changePoints.length > 0]).toEqual([false, true]);
    expect(short.forecast).toEqual(long.forecast);
  });

  it('foretells of few calls as many as there are, in the sentence as well', () => {
    const from = hourOf('2026-01-01T00:00:00Z');
    const random = seededRandom(4);
    const values = Float64Array.from({ length: 1344 }, (_, at) => (isByDay('Asia/Shanghai', from + at) ? Number(random.next() < 0.5) + Number(random.next() < 0.05) : 0));
    const { forecast, text } = reportTrend(asked(values, from, { zone: 'Asia/Shanghai' }));
    const daily = values.reduce((sum, value) => sum + value, 0) / 56;
    const total = forecast.total as NonNullable<typeof forecast.total>;
    expect([Math.abs(total.value / (2 * daily) - 1) < 0.15, total.lower < total.value, total.value < total.upper]).toEqual([true, true, true]);
    expect(text.en).toContain(`in all (95% likely from ${total.lower} to ${total.upper}).`);
  });

  it.each([
    ['no hour', []], ['one hour', [1]], ['23 hours', new Array<number>(23).fill(1)], ['nothing known', new Array<number>(100).fill(NaN)],
  ])('of %s is that there is too little', (_name, values) => {
    expect(reportTrend(asked(Float64Array.from(values), hourOf('2026-01-01T00:00:00Z')))).toMatchObject({ direction: 'insufficient_history', forecast: { model: undefined, hours: [] } });
  });

  it.each(TREND_METRICS)('%s: every number is finite, bounds hold each other, shares end at 1', (metric) => {
    const share = metric === 'answer_rate' || metric === 'ai_handled_share';
    const value = fc.oneof({ weight: 4, arbitrary: fc.double({ min: 0, max: share ? 1 : 50, noNaN: true }) }, { weight: 1, arbitrary: fc.constant(NaN) });
    fc.assert(fc.property(fc.array(value, { minLength: 30, maxLength: 100 }), (values) => {
      const report = reportTrend(asked(Float64Array.from(values), hourOf('2026-10-30T00:00:00Z'), { metric, horizonHours: 30 }));
      expect(JSON.stringify(report)).not.toContain('null');
      for (const { value: point, lower, lower80, upper80, upper } of report.forecast.hours) {
        const inOrder = [0, lower, lower80, point, upper80, upper, share ? 1 : Infinity];
        expect(inOrder).toEqual([...inOrder].sort((one, other) => one - other));
      }
    }), { numRuns: 8, seed: 3 });
  });
});
