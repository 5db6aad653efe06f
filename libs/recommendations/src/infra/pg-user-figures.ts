import { isContact, VERDICTS } from '#callers/core';
import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import { ANSWERED, EVENT_KINDS, FEEDBACK_LABELS, INCOMING, OUTCOMES } from '#realtime/core';
import { UserFigures, type MissedContact } from '../app/user-figures.js';
import type { Measure } from '../core/index.js';

/** How far ahead of its receipt an event may lie. */
const AHEAD_MS = 2 * DAY_MS;
const FEWEST_MISSED = 3;
const MOST_CONTACTS = 1000;
const MISSED_CALL = OUTCOMES.indexOf('missed');
const SPAM = VERDICTS.indexOf('spam');
const TAKEN = ['answered', 'ai_handled'].map((outcome) => (OUTCOMES as readonly string[]).indexOf(outcome)).join(', ');
const RANG = ['answered', 'missed', 'rejected'].map((outcome) => (OUTCOMES as readonly string[]).indexOf(outcome)).join(', ');

const SECURITY: Statement = {
  name: 'recommendation_security_events',
  text: 'SELECT coalesce(sum(security_events), 0)::integer FROM user_quarter WHERE user_id = $1 AND quarter >= $2 AND quarter < $3',
};

const COUNTED = `user_id = $1 AND occurred_ms >= $2::bigint AND occurred_ms < $3::bigint AND received_ms >= $2::bigint - ${AHEAD_MS}
      AND direction = ${INCOMING} AND subject_id IS NOT NULL AND kind <> ${EVENT_KINDS.claim}`;

// A claimed call is counted as none that was missed, but the user says that they spoke or dialled.
const MISSED: Statement = {
  name: 'recommendation_missed_contacts',
  text: `
    WITH call AS (
      SELECT subject_id, occurred_ms, direction = ${INCOMING} AND outcome = ${MISSED_CALL} AND kind <> ${EVENT_KINDS.claim} AS is_missed,
        max(occurred_ms) FILTER (WHERE direction <> ${INCOMING} OR outcome = ${ANSWERED}) OVER (PARTITION BY subject_id) AS reached_ms
      FROM (
        SELECT subject_id, occurred_ms, direction, outcome, kind FROM event
        WHERE user_id = $1 AND occurred_ms >= $2::bigint AND occurred_ms < $3::bigint AND received_ms >= $2::bigint - ${AHEAD_MS}
          AND direction IS NOT NULL AND subject_id IS NOT NULL OFFSET 0) AS e
    ), missed AS (
      SELECT subject_id, count(*)::integer AS calls FROM call WHERE is_missed AND occurred_ms > coalesce(reached_ms, 0) GROUP BY 1 HAVING count(*) >= ${FEWEST_MISSED}
    )
    SELECT m.subject_id, m.calls, p.made, p.taken, p.answered, p.answered_ms, p.last_ms, r.label
    FROM missed AS m JOIN caller_user AS p ON p.caller_id = m.subject_id AND p.user_id = $1 LEFT JOIN caller_report AS r ON r.caller_id = m.subject_id AND r.user_id = $1
    ORDER BY m.calls DESC, m.subject_id LIMIT ${MOST_CONTACTS}`,
};

/** A user's calls of shown numbers by days of 24 hours, found by the index of calls by user. `counts` tells which. */
const dailyCalls = (name: string, counts: string): Statement => ({
  name,
  text: `
    SELECT (e.occurred_ms - $2::bigint) / ${DAY_MS}, count(*)::integer
    FROM (SELECT subject_id, occurred_ms, outcome, local_hour FROM event WHERE ${COUNTED} OFFSET 0) AS e
    LEFT JOIN LATERAL (SELECT verdict FROM caller_score WHERE caller_id = e.subject_id LIMIT 1) AS s ON true
    WHERE ${counts} GROUP BY 1`,
});

const DAILY: Readonly<Record<Measure, Statement>> = {
  spam_taken: dailyCalls('recommendation_spam_taken', `s.verdict = ${SPAM} AND e.outcome IN (${TAKEN})`),
  night_calls_rung: dailyCalls('recommendation_night_calls', `(e.local_hour >= 22 OR e.local_hour < 7) AND e.outcome IN (${RANG})`),
  ai_handled: dailyCalls('recommendation_ai_handled', `e.outcome = ${OUTCOMES.indexOf('ai_handled')}`),
};

type MissedCells = [callerId: number, missed: number, made: number, taken: number, answered: number, answeredMs: number, lastMs: number, label: number | null];

export class PgUserFigures extends UserFigures {
  constructor(private readonly database: Database) {
    super();
  }

  async securityEvents(userId: number, fromMs: number, untilMs: number): Promise<number> {
    const [row] = await this.database.rows(SECURITY, [userId, Math.floor(fromMs / QUARTER_HOUR_MS), Math.floor(untilMs / QUARTER_HOUR_MS) + 1]);
    return row?.[0] as number;
  }

  async missedContacts(userId: number, sinceMs: number, untilMs: number): Promise<readonly MissedContact[]> {
    const rows = (await this.database.rows(MISSED, [userId, sinceMs, untilMs])) as MissedCells[];
    return rows.flatMap(([callerId, missed, made, taken, answered, answeredMs, lastMs, label]) =>
      isContact({ made, taken, answered, answeredMs, lastMs }, label === null ? undefined : FEEDBACK_LABELS[label]) ? [{ callerId, missed }] : []);
  }

  async daily(userId: number, measure: Measure, { fromMs, days }: { readonly fromMs: number; readonly days: number }): Promise<readonly number[]> {
    const rows = (await this.database.rows(DAILY[measure], [userId, fromMs, fromMs + days * DAY_MS])) as [number, number][];
    const counts = new Array<number>(days).fill(0);
    for (const [day, calls] of rows) counts[day] = calls;
    return counts;
  }
}
