import { DURATION_CLASSES } from '#ml/core';
import type { Statement } from '#platform/database';
import { OUTCOMES } from '#realtime/core';
import { CALL_TIMES_KEPT } from '../core/pair-state.js';

/** `ARRAY[t.c[1] + excluded.c[1], …]`: written out, since adding arrays through unnest costs ten times as much. */
function sum(table: string, column: string, length: number): string {
  const parts = Array.from({ length }, (_, index) => `${table}.${column}[${index + 1}] + excluded.${column}[${index + 1}]`);
  return `${column} = ARRAY[${parts.join(', ')}]`;
}

function add(table: string, ...columns: string[]): string {
  return columns.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ');
}

const widen = (table: string): string =>
  `first_ms = least(${table}.first_ms, excluded.first_ms), last_ms = greatest(${table}.last_ms, excluded.last_ms)`;

// Sorted, so that processors meeting the same numbers take their locks in the same order.
export const ADD_TO_CALLERS: Statement = {
  name: 'caller_add',
  text: `
    INSERT INTO caller (caller_id, first_ms, last_ms, answered_ms, timed_answered, timed, short, users, made, taken, durations, hours, rings, short_rings)
    SELECT t.caller_id, t.first_ms, t.last_ms, t.answered_ms, t.timed_answered, t.timed, t.short, t.users,
           t.made::integer[], t.taken::integer[], t.durations::integer[], t.hours::integer[], t.rings, t.short_rings
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[], $8::integer[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::integer[], $14::integer[])
      AS t(caller_id, first_ms, last_ms, answered_ms, timed_answered, timed, short, users, made, taken, durations, hours, rings, short_rings)
    ORDER BY t.caller_id
    ON CONFLICT (caller_id) DO UPDATE SET ${widen('caller')}, ${add('caller', 'answered_ms', 'timed_answered', 'timed', 'short', 'users', 'rings', 'short_rings')},
      ${sum('caller', 'made', OUTCOMES.length)}, ${sum('caller', 'taken', OUTCOMES.length)},
      ${sum('caller', 'durations', DURATION_CLASSES)}, ${sum('caller', 'hours', 24)}`,
};

/*
 * Call times are kept latest first. In-order calls, nearly all of them, go in front; only late ones are sorted in.
 * Returns the number of each pair that was not there before, so that distinct users can be counted.
 */
export const ADD_TO_PAIRS: Statement = {
  name: 'caller_user_add',
  text: `
    WITH added AS (
      INSERT INTO caller_user (caller_id, user_id, answered_ms, first_ms, last_ms, made, taken, answered, call_times)
      SELECT t.caller_id, t.user_id, t.answered_ms, t.first_ms, t.last_ms, t.made, t.taken, t.answered, t.call_times::bigint[]
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::integer[], $8::integer[], $9::text[])
        AS t(caller_id, user_id, answered_ms, first_ms, last_ms, made, taken, answered, call_times)
      ORDER BY t.caller_id, t.user_id
      ON CONFLICT (caller_id, user_id) DO UPDATE SET ${widen('caller_user')}, ${add('caller_user', 'answered_ms', 'made', 'taken', 'answered')},
        call_times = CASE
          WHEN excluded.call_times = '{}' THEN caller_user.call_times
          WHEN caller_user.call_times = '{}' OR excluded.call_times[cardinality(excluded.call_times)] >= caller_user.call_times[1]
            THEN (excluded.call_times || caller_user.call_times)[1:${CALL_TIMES_KEPT}]
          ELSE ARRAY(SELECT at FROM unnest(caller_user.call_times || excluded.call_times) AS at ORDER BY at DESC LIMIT ${CALL_TIMES_KEPT})
        END
      RETURNING caller_id, xmax = 0 AS is_new
    )
    SELECT caller_id, count(*)::integer FROM added WHERE is_new GROUP BY caller_id`,
};

// The latest word of a user counts; equal times are settled by id, so any order of the same reports ends the same.
export const ADD_REPORTS: Statement = {
  name: 'caller_report_add',
  text: `
    INSERT INTO caller_report (caller_id, user_id, label, category, reported_ms, event_id)
    SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::smallint[], $5::bigint[], $6::uuid[])
      AS t(caller_id, user_id, label, category, reported_ms, event_id)
    ORDER BY t.caller_id, t.user_id
    ON CONFLICT (caller_id, user_id) DO UPDATE
      SET label = excluded.label, category = excluded.category, reported_ms = excluded.reported_ms, event_id = excluded.event_id
      WHERE (excluded.reported_ms, excluded.event_id) > (caller_report.reported_ms, caller_report.event_id)`,
};
