import { VERDICTS } from '#callers/core';
import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import { EVENT_KINDS, INCOMING, OUTCOMES } from '#realtime/core';
import { UserFigures } from '../app/user-figures.js';
import type { Measure } from '../core/index.js';

/** How far ahead of its receipt an event may lie. */
const AHEAD_MS = 2 * DAY_MS;
const FEWEST_IN_VAIN = 3;
const SPAM = VERDICTS.indexOf('spam');
const TAKEN = ['answered', 'ai_handled'].map((outcome) => (OUTCOMES as readonly string[]).indexOf(outcome)).join(', ');
const RANG = ['answered', 'missed', 'rejected'].map((outcome) => (OUTCOMES as readonly string[]).indexOf(outcome)).join(', ');

const SECURITY: Statement = {
  name: 'recommendation_security_events',
  text: 'SELECT coalesce(sum(security_events), 0)::integer FROM user_quarter WHERE user_id = $1 AND quarter >= $2 AND quarter < $3',
};

const UNANSWERED: Statement = {
  name: 'recommendation_unanswered_contacts',
  text: `
    SELECT count(*)::integer, coalesce(sum(made - answered), 0)::integer FROM caller_user
    WHERE user_id = $1 AND last_ms >= $2 AND (taken > 0 OR answered > 0) AND made - answered >= ${FEWEST_IN_VAIN} AND made > 2 * answered`,
};

const COUNTED = `user_id = $1 AND occurred_ms >= $2::bigint AND occurred_ms < $3::bigint AND received_ms >= $2::bigint - ${AHEAD_MS}
      AND direction = ${INCOMING} AND subject_id IS NOT NULL AND kind <> ${EVENT_KINDS.claim}`;

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

export class PgUserFigures extends UserFigures {
  constructor(private readonly database: Database) {
    super();
  }

  async securityEvents(userId: number, fromMs: number, untilMs: number): Promise<number> {
    const [row] = await this.database.rows(SECURITY, [userId, Math.floor(fromMs / QUARTER_HOUR_MS), Math.floor(untilMs / QUARTER_HOUR_MS) + 1]);
    return row?.[0] as number;
  }

  async unansweredContacts(userId: number, sinceMs: number): Promise<{ readonly numbers: number; readonly calls: number }> {
    const [row] = await this.database.rows(UNANSWERED, [userId, sinceMs]);
    const [numbers, calls] = row as [number, number];
    return { numbers, calls };
  }

  async daily(userId: number, measure: Measure, { fromMs, days }: { readonly fromMs: number; readonly days: number }): Promise<readonly number[]> {
    const rows = (await this.database.rows(DAILY[measure], [userId, fromMs, fromMs + days * DAY_MS])) as [number, number][];
    const counts = new Array<number>(days).fill(0);
    for (const [day, calls] of rows) counts[day] = calls;
    return counts;
  }
}
