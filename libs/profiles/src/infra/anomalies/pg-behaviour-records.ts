import { QUARTER_HOUR_MS } from '#kernel';
import type { Database, Statement } from '#platform/database';
import { BehaviourRecords, type BehaviourRecord, type QuarterSpan } from '../../app/anomalies/behaviour-records.js';
import type { AnomalyWords } from '../../core/anomalies/anomaly-acts.js';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from '../quarter-columns.js';

const FIRST: Statement = { name: 'user_anomaly_first', text: 'SELECT quarter FROM user_quarter WHERE user_id = $1 ORDER BY quarter LIMIT 1' };

const QUARTERS: Statement = {
  name: 'user_anomaly_quarters',
  text: `
    SELECT quarter, ${INCOMING_COLUMNS.join(' + ')}, answered, ai_handled, ${OUTGOING_COLUMNS.join(' + ')}, timed_answered, answered_ms
    FROM user_quarter WHERE user_id = $1 AND quarter BETWEEN $2 AND $3`,
};

const ARRIVALS: Statement = {
  name: 'user_anomaly_arrivals',
  text: `
    SELECT (first_ms / ${QUARTER_HOUR_MS})::integer AS quarter, count(*)::integer FROM caller_user
    WHERE user_id = $1 AND made > 0 AND first_ms >= $2::bigint * ${QUARTER_HOUR_MS} AND first_ms < ($3::bigint + 1) * ${QUARTER_HOUR_MS} GROUP BY 1`,
};

const WORDS: Statement = { name: 'user_anomaly_words', text: 'SELECT name, value::text FROM user_anomaly_choice WHERE user_id = $1' };

export class PgBehaviourRecords extends BehaviourRecords {
  constructor(private readonly database: Database) {
    super();
  }

  async read(userId: number, { from, to }: QuarterSpan): Promise<BehaviourRecord> {
    const [first, quarters, arrivals] = await Promise.all([
      this.database.rows(FIRST, [userId]), this.database.rows(QUARTERS, [userId, from, to]), this.database.rows(ARRIVALS, [userId, from, to]),
    ]);
    return {
      firstQuarter: first[0]?.[0] as number | undefined,
      quarters: (quarters as number[][]).map(([quarter = 0, incoming = 0, answered = 0, aiHandled = 0, outgoing = 0, timed = 0, answeredMs = 0]) =>
        ({ quarter, incoming, answered, aiHandled, outgoing, timed, answeredMs })),
      arrivals: (arrivals as number[][]).map(([quarter = 0, callers = 0]) => ({ quarter, callers })),
    };
  }

  async words(userId: number): Promise<AnomalyWords> {
    const rows = await this.database.rows(WORDS, [userId]);
    return Object.fromEntries(rows.map(([name, value]) => [name as string, JSON.parse(value as string) as unknown]));
  }
}
