import type { Database, Statement } from '#platform/database';
import type { LogMark } from '#realtime';
import { ANSWERED, EVENT_KINDS, INCOMING, OUTCOMES, PARTITIONS } from '#realtime/core';
import { HourlyCallHistory, type HourlyCallers, type HourlyCalls } from '../app/hourly-calls.js';
import { VERDICTS } from '../core/index.js';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 48 * HOUR_MS;
const SPAM = VERDICTS.indexOf('spam');

/*
 * By the index on a user's calls, which holds all that is asked of the log (ADR 67). Each number is looked up once. A subquery that
 * stays as it is (OFFSET 0) keeps a plan that was made while tables were empty from reading the log whole.
 */
const OF_USER: Statement = {
  name: 'caller_hours_of_user',
  text: `
    WITH counted AS (
      SELECT hour, caller_id, count(*) AS calls FROM (
        SELECT e.occurred_ms / ${HOUR_MS} AS hour, e.subject_id AS caller_id FROM event AS e
        WHERE e.user_id = $1 AND e.direction = ${INCOMING} AND e.occurred_ms >= $2::bigint AND e.occurred_ms < $3::bigint AND e.received_ms >= $2::bigint - ${AHEAD_MS}
          AND e.subject_id IS NOT NULL AND e.kind <> ${EVENT_KINDS.claim}
        OFFSET 0) AS incoming
      GROUP BY 1, 2
    ), number AS (
      SELECT caller_id, (SELECT verdict FROM caller_score AS s WHERE s.caller_id = counted.caller_id) AS verdict FROM counted GROUP BY 1
    )
    SELECT hour, count(*)::integer, coalesce(sum(calls) FILTER (WHERE verdict = ${SPAM}), 0)::integer FROM counted JOIN number USING (caller_id) GROUP BY 1 ORDER BY 1`,
};

const count = (condition: string): string => `count(*) FILTER (WHERE ${condition})`;
const INCOMING_CALL = `direction = ${INCOMING}`;

/*
 * Added up by hour and number first, so that a number is looked up once an hour. Events lie in the log about in the order in which they
 * happened, so an index of their pages finds the hours of a span.
 */
const OF_ALL: Statement = {
  name: 'caller_hours_of_all',
  text: `
    WITH told AS (
      SELECT occurred_ms / ${HOUR_MS} AS hour, CASE WHEN ${INCOMING_CALL} AND kind <> ${EVENT_KINDS.claim} THEN subject_id END AS caller_id,
        count(*) AS calls, ${count(INCOMING_CALL)} AS incoming, ${count(`${INCOMING_CALL} AND outcome = ${ANSWERED}`)} AS answered,
        ${count(`${INCOMING_CALL} AND outcome = ${OUTCOMES.indexOf('ai_handled')}`)} AS ai_handled,
        count(duration_ms) FILTER (WHERE outcome = ${ANSWERED}) AS timed_answered, coalesce(sum(duration_ms) FILTER (WHERE outcome = ${ANSWERED}), 0) AS answered_ms
      FROM event
      WHERE direction IS NOT NULL AND occurred_ms >= $1::bigint AND occurred_ms < $2::bigint AND received_ms >= $1::bigint - ${AHEAD_MS}
      GROUP BY 1, 2
    )
    SELECT hour, ${['calls', 'incoming', 'answered', 'ai_handled', 'timed_answered', 'answered_ms'].map((name) => `sum(${name})::bigint`).join(', ')},
      count(told.caller_id), coalesce(sum(calls) FILTER (WHERE verdict = ${SPAM}), 0)::bigint
    FROM told LEFT JOIN LATERAL (SELECT verdict FROM caller_score WHERE caller_id = told.caller_id LIMIT 1) AS s ON true
    GROUP BY hour ORDER BY hour`,
};

const END: Statement = { name: 'caller_hours_log_end', text: 'SELECT position, received_ms FROM log_head' };

// Partition by partition, along the index that the folds read by.
const SINCE: Statement = {
  name: 'caller_hours_since',
  text: `
    SELECT DISTINCT news.hour FROM generate_series(0, ${PARTITIONS - 1}) AS p(partition) CROSS JOIN LATERAL (
      SELECT occurred_ms / ${HOUR_MS} AS hour FROM event
      WHERE partition = p.partition AND position > $3 AND position <= $4 AND received_ms >= $1 AND received_ms <= $2 AND direction IS NOT NULL
      OFFSET 0
    ) AS news ORDER BY 1`,
};

export class PgHourlyCalls extends HourlyCallHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async ofUser(userId: number, fromMs: number, untilMs: number): Promise<readonly HourlyCallers[]> {
    const rows = await this.database.rows(OF_USER, [userId, fromMs, untilMs]);
    return (rows as number[][]).map(([hour, distinctCallers, spamCalls]) => ({ hour, distinctCallers, spamCalls }) as HourlyCallers);
  }

  async ofAll(fromHour: number, untilHour: number): Promise<readonly HourlyCalls[]> {
    const rows = (await this.database.rows(OF_ALL, [fromHour * HOUR_MS, untilHour * HOUR_MS])) as number[][];
    return rows.map(([hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls]) => (
      { hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls }) as HourlyCalls);
  }

  async hoursSince(after: LogMark): Promise<{ until: LogMark; hours: readonly number[] }> {
    const [end] = await this.database.rows(END);
    const [position, receivedMs] = end as [number, number];
    if (position <= after.position) return { until: after, hours: [] };
    const rows = await this.database.rows(SINCE, [after.receivedMs, receivedMs, after.position, position]);
    return { until: { position, receivedMs }, hours: rows.map(([hour]) => hour as number) };
  }
}
