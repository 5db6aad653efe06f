import { openChange } from '#callers';
import { VERDICTS, type WhitelistChange } from '#callers/core';
import { QUARTER_HOUR_MS } from '#kernel';
import type { Cell, Database } from '#platform/database';
import type { Keyring } from '#privacy';
import { OUTCOMES, SPAM_CATEGORIES } from '#realtime/core';
import { CallRecords } from '../app/call-records.js';
import { callerTotals, topCallers, type CallCounts, type CallerCounts, type CallRecord, type Span } from '../core/index.js';
import { CALLERS, FIRST_QUARTER, QUARTERS, WHITELIST } from './user-statements.js';

const HOUR_MS = 3_600_000;

type CallerCells = [
  callerId: number | null, claimed: boolean, current: boolean, lastMs: number, judged: number, settled: number, verdict: number | null, category: number | null,
  spamTimes: readonly number[] | null, ...incoming: number[],
];

export class PgCallRecords extends CallRecords {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {
    super();
  }

  async ofUser(userId: number, span: Span, asOfMs: number): Promise<CallRecord | undefined> {
    const { previousFromMs, fromMs, toMs } = span;
    const readUntilMs = Math.min(toMs + HOUR_MS, asOfMs + 1);
    const [first, quarters, callers, changes] = await Promise.all([
      this.database.rows(FIRST_QUARTER, [userId]),
      this.database.rows(QUARTERS, [userId, previousFromMs / QUARTER_HOUR_MS, toMs / QUARTER_HOUR_MS]),
      this.database.rows(CALLERS, [userId, previousFromMs, readUntilMs, fromMs, toMs]),
      this.database.rows(WHITELIST, [userId, toMs]),
    ]);
    if (first[0] === undefined) return undefined;
    const told = callers as unknown as CallerCells[];
    const ofPeriod = (current: boolean): CallerCounts[] => told.filter((cells) => cells[2] === current).map(callerCounts);
    const current = ofPeriod(true);
    return {
      calls: (quarters as number[][]).map(callCounts),
      callers: { current: callerTotals(current), previous: callerTotals(ofPeriod(false)) },
      topCallers: topCallers(current),
      spam: told.flatMap((cells) => (cells[8] ?? []).map((atMs) => ({ atMs, count: 1 }))),
      watchedFromMs: (first[0][0] as number) * QUARTER_HOUR_MS,
      whitelist: this.byNumber(changes),
    };
  }

  private byNumber(rows: readonly Cell[][]): WhitelistChange[][] {
    const changes = new Map<number, WhitelistChange[]>();
    for (const [callerId, occurredAtMs, eventId, details] of rows as [number, number, string, Buffer][]) {
      const change = openChange({ eventId, occurredAtMs, details }, this.keyring);
      const known = changes.get(callerId);
      if (known === undefined) changes.set(callerId, [change]);
      else known.push(change);
    }
    return [...changes.values()];
  }
}

function callCounts([quarter = 0, ...counts]: readonly number[]): CallCounts {
  const kinds = OUTCOMES.length;
  const [timedAnswered = 0, answeredMs = 0] = counts.slice(2 * kinds);
  return { startMs: quarter * QUARTER_HOUR_MS, incoming: counts.slice(0, kinds), outgoing: counts.slice(kinds, 2 * kinds), timedAnswered, answeredMs };
}

function callerCounts([callerId, claimed, , lastMs, aiJudged, aiSettled, verdict, category, , ...incoming]: CallerCells): CallerCounts {
  return {
    callerId: callerId ?? undefined, claimed, lastMs, aiJudged, aiSettled, incoming,
    verdict: verdict === null ? undefined : VERDICTS[verdict], category: category === null ? undefined : SPAM_CATEGORIES[category],
  };
}
