import { QUARTER_HOUR_MS } from '#kernel';
import { SeriesHistory, type HistoryRange } from '#ml';
import type { Database, Statement } from '#platform/database';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

const QUARTERS_AN_HOUR = 4;
const CALLS = [...INCOMING_COLUMNS, ...OUTGOING_COLUMNS].join(' + ');

// Reads each user's range by the primary key, whatever the plan was made of.
const HOURLY: Statement = {
  name: 'series_history_hourly',
  text: `
    SELECT s.hours, s.calls FROM (
      SELECT user_id FROM user_quarter WHERE quarter >= $1 AND quarter < $2 AND ${CALLS} > 0
      GROUP BY user_id ORDER BY count(*) DESC, user_id LIMIT $3
    ) AS u CROSS JOIN LATERAL (
      SELECT array_agg(h.hour ORDER BY h.hour) AS hours, array_agg(h.calls ORDER BY h.hour) AS calls FROM (
        SELECT quarter / ${QUARTERS_AN_HOUR} AS hour, sum(${CALLS})::float8 AS calls FROM user_quarter
        WHERE user_id = u.user_id AND quarter >= $1 AND quarter < $2 AND ${CALLS} > 0 GROUP BY 1
      ) AS h
    ) AS s`,
};

/** Hourly calls of users, from their quarter hours. */
export class PgSeriesHistory extends SeriesHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async hourly({ fromMs, toMs }: HistoryRange, most: number): Promise<readonly Float64Array[]> {
    const hourMs = QUARTERS_AN_HOUR * QUARTER_HOUR_MS;
    const [first, end] = [Math.ceil(fromMs / hourMs), Math.floor(toMs / hourMs)];
    const rows = await this.database.rows(HOURLY, [first * QUARTERS_AN_HOUR, end * QUARTERS_AN_HOUR, most]);
    return (rows as unknown as (readonly [hours: readonly number[], calls: readonly number[]])[]).map(([hours, calls]) => {
      const start = hours[0] ?? end;
      const values = new Float64Array(end - start);
      hours.forEach((hour, at) => (values[hour - start] = calls[at] as number));
      return values;
    });
  }
}
