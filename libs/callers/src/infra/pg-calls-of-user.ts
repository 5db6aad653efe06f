import { DAY_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import { EVENT_KINDS, INCOMING } from '#realtime/core';
import { CallsOfUser, type CallPlace } from '../app/calls-of-user.js';
import { CALL_TIMES_KEPT } from '../core/index.js';

/** How far ahead of its receipt an event may lie. */
const AHEAD_MS = 2 * DAY_MS;

// A pair remembers its latest calls. Only of one that has had as many must the log be asked for more, and it is found there by its number.
const PAGE: Statement = {
  name: 'caller_calls_of_user',
  text: `
    WITH pair AS (
      SELECT caller_id, call_times FROM caller_user WHERE user_id = $1 AND made > 0 AND last_ms >= $2::bigint
    ), incoming AS (
      SELECT caller_id, at_ms FROM pair CROSS JOIN unnest(call_times) AS at_ms WHERE cardinality(call_times) < ${CALL_TIMES_KEPT}
      UNION
      SELECT pair.caller_id, e.occurred_ms FROM pair JOIN event AS e ON e.subject_id = pair.caller_id
      WHERE cardinality(call_times) >= ${CALL_TIMES_KEPT} AND e.user_id = $1 AND e.received_ms >= $2::bigint - ${AHEAD_MS}
        AND e.kind <> ${EVENT_KINDS.claim} AND e.direction = ${INCOMING}
    )
    SELECT DISTINCT at_ms, caller_id FROM incoming
    WHERE at_ms >= $2::bigint AND (at_ms, caller_id) < ($3::bigint, $4::bigint)
    ORDER BY at_ms DESC, caller_id DESC LIMIT $5`,
};

export class PgCallsOfUser extends CallsOfUser {
  constructor(private readonly database: Database) {
    super();
  }

  async page(userId: number, sinceMs: number, before: CallPlace, limit: number): Promise<readonly CallPlace[]> {
    const rows = await this.database.rows(PAGE, [userId, sinceMs, before.atMs, before.callerId, limit]);
    return rows.map(([atMs, callerId]) => ({ atMs: atMs as number, callerId: callerId as number }));
  }
}
