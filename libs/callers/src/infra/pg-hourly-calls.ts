import type { Database, Statement } from '#platform/database';
import type { LogMark } from '#realtime';
import { ANSWERED, EVENT_KINDS, INCOMING, OUTCOMES, PARTITIONS } from '#realtime/core';
import { HourlyCallHistory, type HourlyCallers, type HourlyCalls } from '../app/hourly-calls.js';
import { CALL_TIMES_KEPT, VERDICTS } from '../core/index.js';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 48 * HOUR_MS;
const SPAM = VERDICTS.indexOf('spam');

/*
 * A pair remembers its latest calls; only of one that has had as many is the log asked, by its number. Subqueries that stay as they are
 * (OFFSET 0) keep a plan that was made while tables were empty from reading the log whole.
 */
const OF_USER: Statement = {
  name: 'caller_hours_of_user',
  text: `
    WITH pair AS (
      SELECT p.caller_id, p.call_times, s.verdict
      FROM caller_user AS p LEFT JOIN LATERAL (SELECT verdict FROM caller_score WHERE caller_id = p.caller_id LIMIT 1) AS s ON true
      WHERE p.user_id = $1 AND p.made > 0 AND p.last_ms >= $2::bigint
    ), incoming AS (
      SELECT caller_id, verdict, at_ms FROM pair CROSS JOIN unnest(call_times) AS at_ms WHERE cardinality(call_times) < ${CALL_TIMES_KEPT}
      UNION ALL
      SELECT caller_id, verdict, e.occurred_ms FROM pair CROSS JOIN LATERAL (
        SELECT occurred_ms FROM event
        WHERE subject_id = pair.caller_id AND received_ms >= $2::bigint - ${AHEAD_MS} AND user_id = $1 AND direction = ${INCOMING} AND kind <> ${EVENT_KINDS.claim}
        OFFSET 0
      ) AS e
      WHERE cardinality(call_times) >= ${CALL_TIMES_KEPT}
    )
    SELECT at_ms / ${HOUR_MS}, count(DISTINCT caller_id)::integer, (count(*) FILTER (WHERE verdict = ${SPAM}))::integer
    FROM incoming WHERE at_ms >= $2::bigint AND at_ms < $3::bigint GROUP BY 1 ORDER BY 1`,
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
