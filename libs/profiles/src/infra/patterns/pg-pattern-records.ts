import { VERDICTS } from '#callers/core';
import type { Database, Statement } from '#platform/database';
import type { CallsByUser, UserCall } from '#realtime';
import { FEEDBACK_LABELS, INCOMING, type FeedbackLabel } from '#realtime/core';
import { PatternRecords } from '../../app/patterns/pattern-records.js';
import type { HistoryCall, NumberFacts } from '../../core/patterns/user-history.js';

/** Enough for most users, who then cost one small read. */
const FIRST_READ = 4000;

const SPAM = VERDICTS.indexOf('spam');

const NUMBERS: Statement = {
  name: 'user_pattern_numbers',
  text: `
    SELECT p.caller_id, p.first_ms, s.verdict IS NOT NULL, r.label, r.reported_ms
    FROM caller_user AS p LEFT JOIN caller_score AS s ON s.caller_id = p.caller_id AND s.verdict = ${SPAM}
      LEFT JOIN caller_report AS r ON r.caller_id = p.caller_id AND r.user_id = p.user_id
    WHERE p.user_id = $1 AND p.last_ms >= $2::bigint`,
};

type NumberCells = [callerId: number, firstMs: number, isSpam: boolean, label: number | null, reportedMs: number | null];

export class PgPatternRecords extends PatternRecords {
  constructor(
    private readonly database: Database,
    private readonly log: CallsByUser,
  ) {
    super();
  }

  async calls(userId: number, { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }, most: number): Promise<readonly HistoryCall[]> {
    let newest = await this.log.newest(userId, toMs, Math.min(most, FIRST_READ));
    const reachesBack = newest.length < FIRST_READ || (newest.at(-1)?.occurredAtMs ?? fromMs) < fromMs;
    if (!reachesBack && most > FIRST_READ) newest = await this.log.newest(userId, toMs, most);
    return newest.filter(({ occurredAtMs }) => occurredAtMs >= fromMs).map(historyCall).reverse();
  }

  async numbers(userId: number, sinceMs: number): Promise<ReadonlyMap<number, NumberFacts>> {
    const rows = (await this.database.rows(NUMBERS, [userId, sinceMs])) as NumberCells[];
    return new Map(rows.map(([callerId, firstMs, isSpam, label, atMs]) => {
      const reported = label === null || atMs === null ? undefined : { label: FEEDBACK_LABELS[label] as FeedbackLabel, atMs };
      return [callerId, { firstMs, isSpam, reported }];
    }));
  }
}

function historyCall({ occurredAtMs, call }: UserCall): HistoryCall {
  return { atMs: occurredAtMs, callerId: call.callerId, isIncoming: call.direction === INCOMING, outcome: call.outcome, durationMs: call.durationMs };
}
