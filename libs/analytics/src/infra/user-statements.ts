import type { Statement } from '#platform/database';
import { EVENT_KINDS, INCOMING, OUTCOMES, PARTITIONS } from '#realtime/core';
import { VERDICTS } from '#callers/core';

const HOUR_MS = 3_600_000;
/** How far ahead of its receipt an event may lie. */
export const AHEAD_MS = 48 * HOUR_MS;
const AI_HANDLED = OUTCOMES.indexOf('ai_handled');
const SPAM = VERDICTS.indexOf('spam');

const INCOMING_COLUMNS: readonly string[] = OUTCOMES;
const OUTGOING_COLUMNS = OUTCOMES.map((outcome) => `out_${outcome}`);

export const FIRST_QUARTER: Statement = { name: 'analytics_first_quarter', text: 'SELECT quarter FROM user_quarter WHERE user_id = $1 ORDER BY quarter LIMIT 1' };

export const QUARTERS: Statement = {
  name: 'analytics_quarters',
  text: `
    SELECT quarter, ${INCOMING_COLUMNS.join(', ')}, ${OUTGOING_COLUMNS.join(', ')}, timed_answered, answered_ms
    FROM user_quarter WHERE user_id = $1 AND quarter >= $2 AND quarter < $3 ORDER BY quarter`,
};

/** A user's calls as far as they are folded, from `$2` up to `$3`, by the index on users; alias `e`. */
const callsOfUser = (columns: string): string => `
  SELECT ${columns} FROM event AS e
  WHERE e.user_id = $1 AND e.direction IS NOT NULL AND e.occurred_ms >= $2::bigint AND e.occurred_ms < $3::bigint AND e.received_ms >= $2::bigint - ${AHEAD_MS}
    AND e.position <= (SELECT position FROM fold_position WHERE partition = $1::bigint % ${PARTITIONS})`;

const incomingBy = OUTCOMES.map((_, outcome) => `(count(*) FILTER (WHERE outcome = ${outcome}))::integer AS of_${outcome}`).join(', ');
const judged = `outcome = ${AI_HANDLED} AND NOT claimed AND subject_id IS NOT NULL AND occurred_ms + ${HOUR_MS} < $3::bigint`;

/*
 * Incoming calls by number, of the span ($4 … $5) and the period before ($2 … $4), read an hour further (to $3), for whoever calls again after the AI
 * took a call is seen by then. Each number is looked up once.
 */
export const CALLERS: Statement = {
  name: 'analytics_callers',
  text: `
    WITH told AS (${callsOfUser(`e.subject_id, e.direction, e.outcome, e.kind = ${EVENT_KINDS.claim} AS claimed, e.occurred_ms, e.position`)} OFFSET 0),
    followed AS (
      SELECT told.*, lead(occurred_ms) OVER (PARTITION BY subject_id, claimed ORDER BY occurred_ms, position) AS next_ms FROM told
    ), counted AS (
      SELECT subject_id, claimed, occurred_ms >= $4::bigint AS current, ${incomingBy},
        (count(*) FILTER (WHERE ${judged}))::integer AS judged, (count(*) FILTER (WHERE ${judged} AND (next_ms IS NULL OR next_ms - occurred_ms > ${HOUR_MS})))::integer AS settled,
        max(occurred_ms) AS last_ms, array_agg(occurred_ms) AS times
      FROM followed WHERE direction = ${INCOMING} AND occurred_ms < $5::bigint GROUP BY 1, 2, 3
    ) SELECT subject_id, claimed, current, last_ms, judged, settled, verdict, category, CASE WHEN verdict = ${SPAM} AND current AND NOT claimed THEN times END,
      ${OUTCOMES.map((_, outcome) => `of_${outcome}`).join(', ')}
    FROM counted LEFT JOIN LATERAL (SELECT verdict, category FROM caller_score WHERE caller_id = counted.subject_id LIMIT 1) AS s ON true`,
};

export const WHITELIST: Statement = {
  name: 'analytics_whitelist',
  text: 'SELECT caller_id, changed_ms, event_id, details FROM whitelist_change WHERE user_id = $1 AND changed_ms <= $2 ORDER BY caller_id',
};
