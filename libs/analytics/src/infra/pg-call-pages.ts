import { VERDICTS } from '#callers/core';
import type { Database, Statement } from '#platform/database';
import { EVENT_KINDS, PARTITIONS, SPAM_CATEGORIES } from '#realtime/core';
import { CallPages, type CallOnRecord, type CallPlace, type CallSpan } from '../app/call-pages.js';
import { AHEAD_MS } from './user-statements.js';

const END: Statement = { name: 'analytics_calls_end', text: `SELECT position FROM fold_position WHERE partition = $1::bigint % ${PARTITIONS}` };

const PAGE: Statement = {
  name: 'analytics_calls_page',
  text: `
    SELECT e.occurred_ms, e.position, e.subject_id, e.direction, e.outcome, e.duration_ms, e.kind = ${EVENT_KINDS.claim}, s.verdict, s.category
    FROM (
      SELECT * FROM event
      WHERE user_id = $1 AND direction IS NOT NULL AND received_ms >= $2::bigint - ${AHEAD_MS} AND position <= $4::bigint
        AND occurred_ms >= $2::bigint AND occurred_ms < $3::bigint AND (occurred_ms, position) > ($2::bigint, $5::bigint)
      ORDER BY occurred_ms, position LIMIT $6
    ) AS e LEFT JOIN LATERAL (SELECT verdict, category FROM caller_score WHERE caller_id = e.subject_id LIMIT 1) AS s ON true
    ORDER BY e.occurred_ms, e.position`,
};

export class PgCallPages extends CallPages {
  constructor(private readonly database: Database) {
    super();
  }

  async end(userId: number): Promise<number> {
    return ((await this.database.rows(END, [userId]))[0]?.[0] as number | undefined) ?? 0;
  }

  async page({ userId, fromMs, toMs, untilPosition }: CallSpan, after: CallPlace, limit: number): Promise<readonly CallOnRecord[]> {
    const rows = await this.database.rows(PAGE, [userId, Math.max(fromMs, after.atMs), toMs, untilPosition, after.atMs < fromMs ? -1 : after.position, limit]);
    return rows.map(callFrom);
  }
}

type CallCells = [number, number, number | null, number, number, number | null, boolean, number | null, number | null];

function callFrom(cells: readonly unknown[]): CallOnRecord {
  const [atMs, position, callerId, direction, outcome, durationMs, claimed, verdict, category] = cells as CallCells;
  return {
    atMs, position, callerId: callerId ?? undefined, direction, outcome, durationMs: durationMs ?? undefined, claimed,
    verdict: verdict === null ? undefined : VERDICTS[verdict], category: category === null ? undefined : SPAM_CATEGORIES[category],
  };
}
