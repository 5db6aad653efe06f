import type { Database, Statement } from '#platform/database';
import { plain } from '#platform/database';
import type { LogMark } from '#realtime';
import { ANSWERED, EVENT_KINDS, INCOMING, OUTCOMES } from '#realtime/core';
import { HourlyCallHistory, type HourlyCallers, type HourlyCalls } from '../app/hourly-calls.js';
import { CALL_TIMES_KEPT, VERDICTS } from '../core/index.js';

const HOUR_MS = 3_600_000;
const AHEAD_MS = 48 * HOUR_MS;
const SPAM = VERDICTS.indexOf('spam');
/** Hours asked for at once: what one statement has to read stays bounded. */
const HOURS_AT_ONCE = 24 * 7;

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

const KNOWN_INCOMING = `direction = ${INCOMING} AND kind <> ${EVENT_KINDS.claim} AND subject_id IS NOT NULL`;

// An hour is read by when its calls happened: events lie in the log about in that order, so few of its pages are.
const OF_ALL: Statement = {
  name: 'caller_hours_of_all',
  text: `
    SELECT h.hour, c.* FROM unnest($1::bigint[]) AS h(hour) CROSS JOIN LATERAL (
      SELECT count(*)::integer AS calls, (count(*) FILTER (WHERE direction = ${INCOMING}))::integer,
        (count(*) FILTER (WHERE direction = ${INCOMING} AND outcome = ${ANSWERED}))::integer,
        (count(*) FILTER (WHERE direction = ${INCOMING} AND outcome = ${OUTCOMES.indexOf('ai_handled')}))::integer,
        (count(duration_ms) FILTER (WHERE outcome = ${ANSWERED}))::integer, (coalesce(sum(duration_ms) FILTER (WHERE outcome = ${ANSWERED}), 0))::bigint,
        (count(DISTINCT subject_id) FILTER (WHERE ${KNOWN_INCOMING}))::integer, (count(*) FILTER (WHERE ${KNOWN_INCOMING} AND s.verdict = ${SPAM}))::integer
      FROM event LEFT JOIN LATERAL (SELECT verdict FROM caller_score WHERE caller_id = event.subject_id LIMIT 1) AS s ON event.direction = ${INCOMING}
      WHERE direction IS NOT NULL AND occurred_ms >= h.hour * ${HOUR_MS} AND occurred_ms < (h.hour + 1) * ${HOUR_MS}
        AND received_ms >= h.hour * ${HOUR_MS} - ${AHEAD_MS}
      OFFSET 0
    ) AS c WHERE c.calls > 0 ORDER BY 1`,
};

const END: Statement = { name: 'caller_hours_log_end', text: 'SELECT position, received_ms FROM log_head' };

const SINCE: Statement = {
  name: 'caller_hours_since',
  text: `SELECT DISTINCT occurred_ms / ${HOUR_MS} FROM event WHERE received_ms >= $1 AND received_ms <= $2 AND position > $3 AND position <= $4 AND direction IS NOT NULL ORDER BY 1`,
};

export class PgHourlyCalls extends HourlyCallHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async ofUser(userId: number, fromMs: number, untilMs: number): Promise<readonly HourlyCallers[]> {
    const rows = await this.database.rows(OF_USER, [userId, fromMs, untilMs]);
    return (rows as number[][]).map(([hour, distinctCallers, spamCalls]) => ({ hour, distinctCallers, spamCalls }) as HourlyCallers);
  }

  async ofAll(hours: readonly number[]): Promise<readonly HourlyCalls[]> {
    const found: HourlyCalls[] = [];
    for (let from = 0; from < hours.length; from += HOURS_AT_ONCE) {
      const rows = await this.database.rows(OF_ALL, [plain(hours.slice(from, from + HOURS_AT_ONCE))]);
      found.push(...(rows as number[][]).map(([hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls]) => (
        { hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs, distinctCallers, spamCalls }) as HourlyCalls));
    }
    return found;
  }

  async hoursSince(after: LogMark): Promise<{ until: LogMark; hours: readonly number[] }> {
    const [end] = await this.database.rows(END);
    const [position, receivedMs] = end as [number, number];
    if (position <= after.position) return { until: after, hours: [] };
    const rows = await this.database.rows(SINCE, [after.receivedMs, receivedMs, after.position, position]);
    return { until: { position, receivedMs }, hours: rows.map(([hour]) => hour as number) };
  }
}
