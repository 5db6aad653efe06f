import { DAY_MS, type Clock } from '#kernel';
import type { GetUserPatterns, UnusualDays } from '#profiles';
import { momentsOf, settledPeriods, type ReportPeriod } from '../../core/index.js';
import type { ReportClock, ReportClocks } from '../reports/report-clocks.js';
import type { Summarize } from '../summarize.js';
import { keyOfInsight, keyOfPattern, PATTERN_KEY, patternNews, summaryNews, unusualDayNews, unusualDayRaise } from './insight-news.js';
import type { InsightNews, InsightRecords, LivelyUser, ToldInsights } from './told-insights.js';

const PAGE = 1000;
/** What a summary is of, and how far a look goes back for days that were missed; what held longer ago is forgotten. */
const DAYS = 7;
/** Who was silent for longer is looked at again with the next call. */
const LIVELY_DAYS = 8;

interface Parts {
  readonly records: InsightRecords;
  readonly summarize: Summarize;
  readonly days: UnusualDays;
  readonly patterns: Pick<GetUserPatterns, 'of'>;
  readonly clocks: ReportClocks;
  readonly clock: Clock;
}

export interface InsightReport { readonly users: number; readonly told: number; readonly raised: number; readonly failed: number }

type Look = Pick<LivelyUser, 'told'> & { readonly userId: number; readonly firstDay: number; readonly day: number };

/** Once a day of each user who calls, an hour after it ended: tells what has come to hold, and raises what is grave. */
export class WatchInsights {
  constructor(private readonly parts: Parts) {}

  async execute(failing: (error: unknown) => void): Promise<InsightReport> {
    const nowMs = this.parts.clock.now();
    const report = { users: 0, told: 0, raised: 0, failed: 0 };
    for (let afterId = 0; ; ) {
      const users = await this.parts.records.lively(nowMs - LIVELY_DAYS * DAY_MS, afterId, PAGE);
      const clocks = await this.parts.clocks.ofAll(users.map(({ userId }) => userId));
      for (const [at, user] of users.entries()) {
        const found = await this.look(user, clocks[at] as ReportClock, nowMs).catch((error: unknown) => {
          report.failed++;
          failing(error);
        });
        if (found === undefined) continue;
        report.users++;
        report.told += found.news.length;
        report.raised += found.raises.length;
      }
      if (users.length < PAGE) return report;
      afterId = users.at(-1)?.userId as number;
    }
  }

  /** Undefined where the user's day was looked at before. */
  private async look({ userId, told }: LivelyUser, clock: ReportClock, nowMs: number): Promise<InsightNews | undefined> {
    const [{ firstDay: day }] = settledPeriods('daily', 1, nowMs, clock.time) as [ReportPeriod];
    if (told !== undefined && told.day >= day) return undefined;
    const known = told !== undefined && day - told.day <= DAYS ? told : undefined;
    const look = { userId, told: known, firstDay: known === undefined ? day : known.day + 1, day };
    const summary = await this.summary(look, clock, nowMs);
    const patterns = await this.patterns(look, nowMs);
    const unusual = await this.parts.days.between(userId, { from: look.firstDay, to: day }, nowMs);
    const news: InsightNews = {
      news: [...summary.news, ...patterns.news, ...unusual.map((one) => unusualDayNews({ userId, atMs: nowMs }, one))],
      raises: unusual.filter(({ severity }) => severity === 'high').map((one) => unusualDayRaise(userId, one)),
    };
    const kept: ToldInsights = { userId, day, standing: [...summary.standing, ...patterns.standing] };
    return (await this.parts.records.keep(kept, news)) ? news : undefined;
  }

  /** Insights of the seven days that ended with the last one. */
  private async summary({ userId, told, day }: Look, { zone, time }: ReportClock, nowMs: number): Promise<Pick<InsightNews, 'news'> & Pick<ToldInsights, 'standing'>> {
    const span = momentsOf({ kind: 'daily', firstDay: day - DAYS + 1, endDay: day + 1 }, time);
    const insights = (await this.parts.summarize.execute({ userId, period: span, asOfMs: nowMs, zone }))?.insights ?? [];
    const fresh = insights.filter((insight) => told?.standing.includes(keyOfInsight(insight)) !== true);
    return { news: fresh.map((insight) => summaryNews({ userId, atMs: nowMs }, insight, span)), standing: insights.map(keyOfInsight) };
  }

  /** Patterns are dear: they are sought once a week, of a seventh of users each day. Until then those stand that stood. */
  private async patterns({ userId, told, firstDay, day }: Look, nowMs: number): Promise<Pick<InsightNews, 'news'> & Pick<ToldInsights, 'standing'>> {
    const standing = told?.standing.filter((key) => key.startsWith(PATTERN_KEY)) ?? [];
    const isDue = told === undefined || Array.from({ length: day - firstDay + 1 }, (_, at) => firstDay + at).some((each) => (each + userId) % DAYS === 0);
    if (!isDue) return { news: [], standing };
    const { patterns } = await this.parts.patterns.of(userId, nowMs);
    const fresh = patterns.filter((pattern) => !standing.includes(keyOfPattern(pattern)));
    return { news: fresh.map((pattern) => patternNews({ userId, atMs: nowMs }, pattern)), standing: patterns.map(keyOfPattern) };
  }
}
