import type { Database, Statement } from '#platform/database';
import { METRICS, type TrendMetric } from '../../core/index.js';
import { HourlySeries, type HourSpan, type HourValue } from '../../app/monitors/hourly-series.js';

const QUARTERS = 4;
const INCOMING = 'answered + rejected + missed + transferred + ai_handled';
const OUTGOING = 'out_answered + out_rejected + out_missed + out_transferred + out_ai_handled';

/** The value of an hour, of its quarters; NULL where a rate has nothing to be a rate of. */
const VALUES: Partial<Record<TrendMetric, string>> = {
  calls: `sum(${INCOMING} + ${OUTGOING})::float8`,
  answer_rate: `sum(answered)::float8 / nullif(sum(${INCOMING}), 0)`,
  mean_duration: 'sum(answered_ms)::float8 / 1000 / nullif(sum(timed_answered), 0)',
  ai_handled_share: `sum(ai_handled)::float8 / nullif(sum(${INCOMING}), 0)`,
};

const hoursOf = (metric: TrendMetric, value: string): Statement => ({
  name: `monitor_hours_${metric}`,
  text: `
    SELECT quarter / 4 AS hour, ${value}
    FROM user_quarter WHERE user_id = $1 AND quarter >= $2 AND quarter < $3 GROUP BY 1 ORDER BY 1`,
});

const FIRST_HOUR: Statement = { name: 'monitor_first_hour', text: 'SELECT quarter / 4 FROM user_quarter WHERE user_id = $1 ORDER BY quarter LIMIT 1' };

/** Reads the metrics that a user's quarter hours give directly. */
export class PgHourlySeries extends HourlySeries {
  constructor(private readonly database: Database) {
    super();
  }

  supports(metric: TrendMetric): boolean {
    return VALUES[metric] !== undefined;
  }

  async values(userId: number, metric: TrendMetric, span: HourSpan): Promise<readonly HourValue[]> {
    const value = VALUES[metric];
    if (value === undefined) return [];
    const rows = await this.database.rows(hoursOf(metric, value), [userId, span.fromHour * QUARTERS, span.beforeHour * QUARTERS]);
    const found = rows.flatMap(([hour, known]) => (known === null ? [] : [{ hour: hour as number, value: known as number }]));
    return METRICS[metric].isCount ? this.everyHour(userId, found, span) : found;
  }

  /** An hour without a row is one without calls, once there was a first. */
  private async everyHour(userId: number, found: readonly HourValue[], { fromHour, beforeHour }: HourSpan): Promise<HourValue[]> {
    const [row] = await this.database.rows(FIRST_HOUR, [userId]);
    if (row === undefined) return [];
    const first = Math.max(fromHour, row[0] as number);
    const values = new Map(found.map(({ hour, value }) => [hour, value]));
    return Array.from({ length: Math.max(0, beforeHour - first) }, (_, at) => ({ hour: first + at, value: values.get(first + at) ?? 0 }));
  }
}
