import { WallClock } from '#kernel';
import { reportTrend, type ReportQuestion, type TrendReport } from './report-trend.js';
import { usualCalls } from './usual-calls.js';

const HOUR_MS = 3_600_000;
const FIRST = Date.UTC(2026, 7, 17) / HOUR_MS;
const DAYS = 90;
const clock = new WallClock();
const localHour = (zone: string, hour: number): number => clock.at(zone, hour * HOUR_MS).minuteOfDay / 60;
const isBusy = (zone: string, hour: number): boolean => localHour(zone, hour) >= 8 && localHour(zone, hour) < 18;

function report(values: (hour: number) => number, parts: Partial<ReportQuestion> = {}, weights?: (hour: number) => number): TrendReport {
  const hours = Array.from({ length: DAYS * 24 }, (_, at) => FIRST + at);
  return reportTrend({
    metric: 'calls', firstHour: FIRST, values: Float64Array.from(hours, values), ...(weights && { weights: Float64Array.from(hours, weights) }), zone: 'Europe/Berlin', periodHours: DAYS * 24,
    isDay: false, horizonHours: 48, settings: { seasonalityThreshold: 0.3, anomalyThreshold: 4 }, ...parts,
  });
}

/** The percentages of a text, in its order. */
const percentages = (text: string): number[] => [...text.matchAll(/([\d.]+)%/g)].map(([, share]) => Number(share));

describe('a share', () => {
  // One call an hour, answered every third time; four an hour from 8 to 18, of which nearly nine in ten are. Of all calls some 72 % are.
  const zone = 'Europe/Berlin';
  const [shareAt, callsAt] = [(hour: number) => (isBusy(zone, hour) ? 0.87 : 1 / 3), (hour: number) => (isBusy(zone, hour) ? 4 : 1)];
  const pooled = (10 * 4 * 0.87 + 14 / 3) / (10 * 4 + 14);

  it('is one average in the whole text: that of calls', () => {
    const { text } = report(shareAt, { metric: 'answer_rate' }, callsAt);
    for (const share of percentages(text.en)) expect(Math.abs(share - 100 * pooled)).toBeLessThan(1);
    expect(percentages(text.en)).toHaveLength(2);
  });

  it('goes from one share of calls to another where its level changes', () => {
    const later = (hour: number): number => shareAt(hour) * (hour < FIRST + 45 * 24 ? 1 : 0.5);
    const { changePoints: [change, ...others] } = report(later, { metric: 'answer_rate' }, callsAt);
    expect([change?.before, change?.after, others]).toEqual([expect.closeTo(pooled, 2), expect.closeTo(pooled / 2, 2), []]);
  });

  it('of hours to come counts by the calls that are usual then, on the clock on the wall', () => {
    const weights = Float64Array.from({ length: 28 * 24 }, (_, at) => callsAt(FIRST + at));
    const ahead = Array.from({ length: 24 }, (_, at) => FIRST + 28 * 24 + at);
    expect([...usualCalls({ firstHour: FIRST, weights, zone }, ahead)]).toEqual(ahead.map((hour): unknown => expect.closeTo(callsAt(hour), 6)));
    expect([...usualCalls({ firstHour: FIRST, weights: new Float64Array(0), zone }, [FIRST])]).toEqual([0]);
  });
});

describe('the change of level', () => {
  const phases = [2, 0, 1, 0, 3, 1, 0];
  const periodic = (zone: string) => (hour: number): number => (isBusy(zone, hour) ? 4 + (phases[localHour(zone, hour) % 7] as number) : 0);

  it.each(['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'])('of a rhythm without noise in %s is none', (zone) => {
    for (const periodHours of [DAYS * 24, 720]) expect(report(periodic(zone), { zone, periodHours }).changePoints).toEqual([]);
  });

  it.each([2, 20])('of %d calls a day more is one', (more) => {
    const { changePoints } = report((hour) => periodic('UTC')(hour) + (hour >= FIRST + 45 * 24 && hour % 24 < more ? 1 : 0), { zone: 'UTC' });
    expect(changePoints.map(({ timestamp, before, after }) => [timestamp / HOUR_MS - FIRST, 24 * (after - before)])).toEqual([[45 * 24, expect.closeTo(more, 0)]]);
  });
});

describe('a count that came nearly all at once', () => {
  it('is not told as that much every day', () => {
    const { text, anomalies } = report((hour) => (hour === FIRST + 80 * 24 + 10 ? 400 : 0), { periodHours: 720 });
    expect(anomalies).toHaveLength(1);
    expect(text.en).toMatch(/^Calls are steady at about 0 a day, apart from unusual hours, in which most of them came\. One hour was unusual: 400/);
    expect(text['zh-CN']).toMatch(/^异常时段占了大部分，除此之外来电量保持平稳，每天约 0 通。/);
  });

  it('is told as it was where unusual hours are but some of it', () => {
    expect(report((hour) => (hour === FIRST + 80 * 24 + 10 ? 400 : isBusy('Europe/Berlin', hour) ? 4 : 0), { periodHours: 720 }).text.en).toMatch(/^Calls are steady at about 53\.\d a day\. /);
  });
});
