import { VERDICTS } from '#callers/core';
import type { Statement } from '#platform/database';
import { ANSWERED, EVENT_KINDS, INCOMING, OUTCOMES } from '#realtime/core';
import { CALL_CATEGORIES } from '../core/index.js';
import { AHEAD_MS } from './user-statements.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Of a UTC day as many numbers are kept. */
const RANKED = 100;

const [SPAM, SUSPICIOUS, LEGITIMATE] = (['spam', 'suspicious', 'legitimate'] as const).map((verdict) => VERDICTS.indexOf(verdict));
const [REJECTED, AI_HANDLED] = [OUTCOMES.indexOf('rejected'), OUTCOMES.indexOf('ai_handled')];
const category = (name: (typeof CALL_CATEGORIES)[number]): number => CALL_CATEGORIES.indexOf(name);

const CATEGORY = `CASE WHEN subject_id IS NULL THEN ${category('withheld')} WHEN claimed THEN ${category('claimed')}
  WHEN verdict IN (${SPAM}, ${SUSPICIOUS}) THEN coalesce(category, ${category('uncategorized')}) WHEN verdict = ${LEGITIMATE} THEN ${category('none')}
  ELSE ${category('unknown')} END`;

const IN = `direction = ${INCOMING}`;
const BLOCKED = `outcome IN (${REJECTED}, ${AI_HANDLED})`;
const count = (condition: string): string => `(count(*) FILTER (WHERE ${condition}))::integer`;
const by = <T>(items: readonly T[], condition: (at: number) => string): string => `ARRAY[${items.map((_, at) => count(condition(at))).join(', ')}]`;
const JUDGED = `${IN} AND outcome = ${AI_HANDLED} AND NOT claimed AND subject_id IS NOT NULL AND occurred_ms + ${HOUR_MS} < $3::bigint`;

const COLUMNS = ['incoming', 'outgoing', 'categories', 'timed_answered', 'answered_ms', 'spam_calls', 'spam_blocked', 'ai_judged', 'ai_settled'] as const;

/** Hours $1 … $2 in epoch milliseconds, read on to $3: who calls again after the AI took a call is seen within the hour. */
export const ADD_UP: Statement = {
  name: 'analytics_hours_add_up',
  text: `
    WITH told AS (
      SELECT user_id, subject_id, direction, outcome, kind = ${EVENT_KINDS.claim} AS claimed, occurred_ms, position, duration_ms FROM event
      WHERE direction IS NOT NULL AND occurred_ms >= $1::bigint AND occurred_ms < $3::bigint AND received_ms >= $1::bigint - ${AHEAD_MS} OFFSET 0
    ), followed AS (
      SELECT told.*, lead(occurred_ms) OVER (PARTITION BY user_id, subject_id, claimed ORDER BY occurred_ms, position) AS next_ms FROM told
    ), scored AS (
      SELECT followed.*, s.verdict, ${CATEGORY} AS called FROM followed LEFT JOIN LATERAL (SELECT verdict, category FROM caller_score WHERE caller_id = followed.subject_id LIMIT 1) AS s ON true
      WHERE occurred_ms < $2::bigint
    )
    INSERT INTO analytics_hour (hour, ${COLUMNS.join(', ')})
    SELECT occurred_ms / ${HOUR_MS}, ${by(OUTCOMES, (at) => `${IN} AND outcome = ${at}`)}, ${by(OUTCOMES, (at) => `NOT ${IN} AND outcome = ${at}`)},
      ${by(CALL_CATEGORIES, (at) => `${IN} AND called = ${at}`)},
      ${count(`outcome = ${ANSWERED} AND duration_ms IS NOT NULL`)}, coalesce(sum(duration_ms) FILTER (WHERE outcome = ${ANSWERED}), 0),
      ${count(`${IN} AND NOT claimed AND verdict = ${SPAM}`)}, ${count(`${IN} AND NOT claimed AND verdict = ${SPAM} AND ${BLOCKED}`)},
      ${count(JUDGED)}, ${count(`${JUDGED} AND (next_ms IS NULL OR next_ms - occurred_ms > ${HOUR_MS})`)}
    FROM scored GROUP BY 1
    ON CONFLICT (hour) DO UPDATE SET ${COLUMNS.map((name) => `${name} = excluded.${name}`).join(', ')}`,
};

export const FORGET_DAY: Statement = { name: 'analytics_day_forget', text: 'DELETE FROM analytics_top_caller WHERE day = $1::integer' };

export const RANK_DAY: Statement = {
  name: 'analytics_day_rank',
  text: `
    INSERT INTO analytics_top_caller (day, caller_id, calls, answered, blocked, last_ms)
    SELECT $1::integer, subject_id, count(*), ${count(`outcome = ${ANSWERED}`)}, ${count(BLOCKED)}, max(occurred_ms)
    FROM event
    WHERE ${IN} AND subject_id IS NOT NULL AND kind <> ${EVENT_KINDS.claim}
      AND occurred_ms >= $1::bigint * ${DAY_MS} AND occurred_ms < ($1::bigint + 1) * ${DAY_MS} AND received_ms >= $1::bigint * ${DAY_MS} - ${AHEAD_MS}
    GROUP BY subject_id ORDER BY count(*) DESC, max(occurred_ms) DESC, subject_id LIMIT ${RANKED}`,
};

export const STATE: Statement = { name: 'analytics_rollup_state', text: 'SELECT until_hour, position, received_ms FROM analytics_rollup' };
export const REACHED: Statement = { name: 'analytics_rollup_reached', text: 'UPDATE analytics_rollup SET until_hour = $1, position = $2, received_ms = $3' };
export const FIRST_HOUR: Statement = { name: 'analytics_first_hour', text: 'SELECT hour FROM analytics_hour ORDER BY hour LIMIT 1' };

// Arrays as bigint[], which our connections read several times as fast as integer[].
export const HOURS: Statement = {
  name: 'analytics_hours',
  text: `SELECT hour, timed_answered, answered_ms, spam_calls, spam_blocked, ai_judged, ai_settled, incoming::bigint[], outgoing::bigint[], categories::bigint[]
    FROM analytics_hour WHERE hour >= $1 AND hour < $2 ORDER BY hour`,
};

export const TOP_CALLERS: Statement = {
  name: 'analytics_top_callers',
  text: `
    SELECT t.*, s.verdict, s.category FROM (
      SELECT caller_id, sum(calls)::integer AS calls, sum(answered)::integer, sum(blocked)::integer, max(last_ms) AS last_ms FROM analytics_top_caller
      WHERE day >= $1 AND day < $2 GROUP BY caller_id ORDER BY calls DESC, last_ms DESC, caller_id LIMIT 10
    ) AS t LEFT JOIN LATERAL (SELECT verdict, category FROM caller_score WHERE caller_id = t.caller_id LIMIT 1) AS s ON true
    ORDER BY t.calls DESC, t.last_ms DESC, t.caller_id`,
};
