import { VERDICTS } from '#callers/core';
import { DAY_MS } from '#kernel';
import type { Database } from '#platform/database';
import { SPAM_CATEGORIES } from '#realtime/core';
import { PlatformAnalytics, type AddedUp } from '../app/platform-analytics.js';
import type { PlatformHour, Span, TopCaller } from '../core/index.js';
import { ADD_UP, FIRST_HOUR, FORGET_DAY, HOURS, RANK_DAY, REACHED, STATE, TOP_CALLERS } from './platform-statements.js';

const HOUR_MS = 3_600_000;

type HourCells = [
  hour: number, timedAnswered: number, answeredMs: number, spamCalls: number, spamBlocked: number, aiJudged: number, aiSettled: number,
  incoming: readonly number[], outgoing: readonly number[], categories: readonly number[],
];
type TopCells = [callerId: number, calls: number, answered: number, blocked: number, lastMs: number, verdict: number | null, category: number | null];

export class PgPlatformAnalytics extends PlatformAnalytics {
  constructor(private readonly database: Database) {
    super();
  }

  async state(): Promise<AddedUp> {
    const [row] = await this.database.rows(STATE);
    const [untilHour, position, receivedMs] = row as [number, number, number];
    return { untilHour, mark: { position, receivedMs } };
  }

  async addUp(fromHour: number, toHour: number, untilHour: number): Promise<void> {
    await this.database.rows(ADD_UP, [fromHour * HOUR_MS, toHour * HOUR_MS, Math.min(toHour + 1, untilHour) * HOUR_MS]);
  }

  async rankDay(day: number): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.rows(FORGET_DAY, [day]);
      await tx.rows(RANK_DAY, [day]);
    });
  }

  async reached({ untilHour, mark }: AddedUp): Promise<void> {
    await this.database.rows(REACHED, [untilHour, mark.position, mark.receivedMs]);
  }

  async reach(): Promise<{ readonly fromMs: number; readonly untilMs: number }> {
    const [[first], { untilHour }] = await Promise.all([this.database.rows(FIRST_HOUR), this.state()]);
    const untilMs = untilHour * HOUR_MS;
    return { fromMs: first === undefined ? untilMs : (first[0] as number) * HOUR_MS, untilMs };
  }

  async between(fromMs: number, untilMs: number): Promise<readonly PlatformHour[]> {
    const rows = (await this.database.rows(HOURS, [Math.ceil(fromMs / HOUR_MS), Math.ceil(untilMs / HOUR_MS)])) as unknown as HourCells[];
    return rows.map(([hour, timedAnswered, answeredMs, spamCalls, spamBlocked, aiJudged, aiSettled, incoming, outgoing, categories]) => (
      { startMs: hour * HOUR_MS, timedAnswered, answeredMs, spamCalls, spamBlocked, aiJudged, aiSettled, incoming, outgoing, categories }));
  }

  async topCallers({ fromMs, toMs }: Span): Promise<readonly TopCaller[]> {
    const rows = (await this.database.rows(TOP_CALLERS, [Math.ceil(fromMs / DAY_MS), Math.ceil(toMs / DAY_MS)])) as unknown as TopCells[];
    return rows.map(([callerId, calls, answered, blocked, lastMs, verdict, category]) => ({
      callerId, calls, answered, blocked, lastMs, verdict: verdict === null ? undefined : VERDICTS[verdict], category: category === null ? undefined : SPAM_CATEGORIES[category],
    }));
  }
}
