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

/** Of two times of which one is null the other stands. */
const widen = (table: string, whose = ''): string =>
  `${whose}first_ms = least(${table}.${whose}first_ms, excluded.${whose}first_ms), ${whose}last_ms = greatest(${table}.${whose}last_ms, excluded.${whose}last_ms)`;

// Sorted, so that processors meeting the same numbers take their locks in the same order.
const addToCallers = (table: string): Statement => ({
  name: `${table}_add`,
  text: `
    INSERT INTO ${table} (caller_id, first_ms, last_ms, answered_ms, timed_answered, timed, short, users, made, taken, durations, hours, rings, short_rings,
      others_first_ms, others_last_ms)
    SELECT t.caller_id, t.first_ms, t.last_ms, t.answered_ms, t.timed_answered, t.timed, t.short, t.users,
           t.made::integer[], t.taken::integer[], t.durations::integer[], t.hours::integer[], t.rings, t.short_rings, t.others_first_ms, t.others_last_ms
    FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::integer[], $6::integer[], $7::integer[], $8::integer[],
                $9::text[], $10::text[], $11::text[], $12::text[], $13::integer[], $14::integer[], $15::bigint[], $16::bigint[])
      AS t(caller_id, first_ms, last_ms, answered_ms, timed_answered, timed, short, users, made, taken, durations, hours, rings, short_rings, others_first_ms, others_last_ms)
    ORDER BY t.caller_id
    ON CONFLICT (caller_id) DO UPDATE SET ${widen(table)}, ${widen(table, 'others_')}, ${add(table, 'answered_ms', 'timed_answered', 'timed', 'short', 'users', 'rings', 'short_rings')},
      ${sum(table, 'made', OUTCOMES.length)}, ${sum(table, 'taken', OUTCOMES.length)},
      ${sum(table, 'durations', DURATION_CLASSES)}, ${sum(table, 'hours', 24)}`,
});

/*
 * Call times are kept latest first. In-order calls, nearly all of them, go in front; only late ones are sorted in.
 * What was turned away stays null in a row of before it was counted: the sum would be too small.
 * Returns the number of each pair that was not there before, so that distinct users can be counted.
 */
const addToPairs = (table: string): Statement => ({
  name: `${table}_add`,
  text: `
    WITH added AS (
      INSERT INTO ${table} (caller_id, user_id, answered_ms, first_ms, last_ms, made, taken, answered, call_times, turned_away, last_turned_away_ms)
      SELECT t.caller_id, t.user_id, t.answered_ms, t.first_ms, t.last_ms, t.made, t.taken, t.answered, t.call_times::bigint[], t.turned_away, t.last_turned_away_ms
      FROM unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::integer[], $7::integer[], $8::integer[], $9::text[],
                  $10::integer[], $11::bigint[])
        AS t(caller_id, user_id, answered_ms, first_ms, last_ms, made, taken, answered, call_times, turned_away, last_turned_away_ms)
      ORDER BY t.caller_id, t.user_id
      ON CONFLICT (caller_id, user_id) DO UPDATE SET ${widen(table)}, ${add(table, 'answered_ms', 'made', 'taken', 'answered', 'turned_away')},
        last_turned_away_ms = greatest(${table}.last_turned_away_ms, excluded.last_turned_away_ms),
        call_times = CASE
          WHEN excluded.call_times = '{}' THEN ${table}.call_times
          WHEN ${table}.call_times = '{}' OR excluded.call_times[cardinality(excluded.call_times)] >= ${table}.call_times[1]
            THEN (excluded.call_times || ${table}.call_times)[1:${CALL_TIMES_KEPT}]
          ELSE ARRAY(SELECT at FROM unnest(${table}.call_times || excluded.call_times) AS at ORDER BY at DESC LIMIT ${CALL_TIMES_KEPT})
        END
      RETURNING caller_id, xmax = 0 AS is_new
    )
    SELECT caller_id, count(*)::integer FROM added WHERE is_new GROUP BY caller_id`,
});

/** Where calls are added up: those of everybody, or of newcomers alone. */
export interface CallTables {
  readonly names: readonly string[];
  readonly addToCallers: Statement;
  readonly addToPairs: Statement;
}

function callTables(callers: string, pairs: string): CallTables {
  return { names: [callers, pairs], addToCallers: addToCallers(callers), addToPairs: addToPairs(pairs) };
}

export const EVERYBODYS = callTables('caller', 'caller_user');
export const NEWCOMERS = callTables('newcomer_caller', 'newcomer_caller_user');

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
