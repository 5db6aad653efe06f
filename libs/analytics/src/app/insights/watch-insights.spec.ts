import { DAY_MS } from '#kernel';
import type { UnusualDay } from '#profiles';
import type { Pattern } from '#profiles/core';
import { UserZones } from '#realtime';
import { FixedClock } from '../../../../../test/contracts/fixed-clock.fixture.js';
import type { Insight } from '../../core/index.js';
import { ReportClocks } from '../reports/report-clocks.js';
import { InsightRecords, type InsightNews, type LivelyUser, type ToldInsights } from './told-insights.js';
import { WatchInsights } from './watch-insights.js';

/** A day that is a multiple of seven, so that patterns of user 7 are due on it. */
const DAY = 7 * 2900;

class Utc extends UserZones {
  zonesOf(userIds: readonly number[]): Promise<string[]> {
    return Promise.resolve(userIds.map(() => 'UTC'));
  }
}

class MemoryRecords extends InsightRecords {
  readonly told = new Map<number, ToldInsights>();
  readonly news: string[] = [];

  constructor(private readonly userIds: readonly number[]) {
    super();
  }

  lively(_sinceMs: number, afterId: number): Promise<readonly LivelyUser[]> {
    return Promise.resolve(this.userIds.filter((id) => id > afterId).map((userId) => ({ userId, told: this.told.get(userId) })));
  }

  keep(told: ToldInsights, { news, raises }: InsightNews): Promise<boolean> {
    this.told.set(told.userId, told);
    const named = (data: object): unknown => Object.values(data)[0];
    this.news.push(...news.map(({ type, data }) => `${type} ${String(named(data))}`), ...raises.map(({ key }) => key));
    return Promise.resolve(true);
  }
}

const insight = (about: number): Insight => ({ code: 'busiest_hour', about, en: '', 'zh-CN': '', support: 9 });
const pattern = (code: string): Pattern => ({ kind: 'temporal', code, support: 1, firstMs: 0, lastMs: 0, test: '', pValue: 0, qValue: 0, confidence: 1, effectSize: { measure: '', value: 1 }, detail: {}, text: { en: '', 'zh-CN': '' } });
const unusual = (id: string, severity: UnusualDay['severity']): UnusualDay => ({ id, date: '', kind: id, severity, evidence: [], text: { en: '', 'zh-CN': '' }, endedMs: 0 });

class Bench {
  insights: readonly Insight[] = [];
  patterns: readonly Pattern[] = [];
  unusual: readonly UnusualDay[] = [];
  readonly asked: { readonly from: number; readonly to: number }[] = [];
  readonly records: MemoryRecords;
  private readonly clock = new FixedClock(0);
  private readonly watch: WatchInsights;

  constructor(userIds: readonly number[] = [7], failing = 0) {
    this.records = new MemoryRecords(userIds);
    this.watch = new WatchInsights({
      records: this.records, clock: this.clock, clocks: new ReportClocks(new Utc(), 'UTC'),
      summarize: { execute: ({ userId }: { userId: number }) => (userId === failing ? Promise.reject(new Error('no')) : Promise.resolve({ insights: this.insights })) } as never,
      days: { between: (_userId: number, days: { from: number; to: number }) => Promise.resolve((this.asked.push(days), this.unusual)) } as never,
      patterns: { of: () => Promise.resolve({ patterns: this.patterns }) } as never,
    });
  }

  /** What is told by a look two hours after a day. */
  async after(day: number): Promise<readonly string[]> {
    this.clock.nowMs = (day + 1) * DAY_MS + DAY_MS / 12;
    this.records.news.length = 0;
    this.failed = (await this.watch.execute(() => undefined)).failed;
    return [...this.records.news];
  }

  failed = 0;
}

describe('insights', () => {
  it('are told when they come to hold, and again only where they did not hold between, or of another', async () => {
    const bench = new Bench();
    bench.insights = [insight(9)];
    expect(await bench.after(DAY)).toEqual(['insight.summary busiest_hour']);
    expect(await bench.after(DAY + 1)).toEqual([]);
    bench.insights = [insight(20)];
    expect(await bench.after(DAY + 2)).toEqual(['insight.summary busiest_hour']);
    bench.insights = [];
    expect(await bench.after(DAY + 3)).toEqual([]);
    bench.insights = [insight(20)];
    expect(await bench.after(DAY + 4)).toEqual(['insight.summary busiest_hour']);
  });

  it('of patterns are sought once a week, and stand until then', async () => {
    const bench = new Bench();
    bench.patterns = [pattern('a')];
    expect(await bench.after(DAY)).toEqual(['insight.pattern temporal']);
    bench.patterns = [pattern('a'), pattern('b')];
    for (let day = DAY + 1; day < DAY + 7; day++) expect(await bench.after(day)).toEqual([]);
    expect(await bench.after(DAY + 7)).toEqual(['insight.pattern temporal']);
    expect(bench.records.told.get(7)?.standing).toEqual(['pattern:a', 'pattern:b']);
  });

  it('of unusual days are of each day that was missed, up to a week; the grave ones are raised', async () => {
    const bench = new Bench();
    bench.unusual = [unusual('low', 'low'), unusual('high', 'high')];
    expect(await bench.after(DAY)).toEqual(['insight.unusual_day low', 'insight.unusual_day high', 'unusual-day:high']);
    await bench.after(DAY + 3);
    await bench.after(DAY + 11);
    await bench.after(DAY + 11);
    expect(bench.asked).toEqual([{ from: DAY, to: DAY }, { from: DAY + 1, to: DAY + 3 }, { from: DAY + 11, to: DAY + 11 }]);
  });

  it('of one user that cannot be told keep no other from theirs', async () => {
    const bench = new Bench([7, 8, 9], 8);
    bench.insights = [insight(1)];
    expect([(await bench.after(DAY)).length, bench.failed, bench.records.told.has(8)]).toEqual([2, 1, false]);
    expect([(await bench.after(DAY)).length, bench.failed]).toEqual([0, 1]);
  });
});
