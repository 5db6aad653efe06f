import type { Database, Statement } from '#platform/database';
import { UserHours, type UserHour } from '../app/user-hours.js';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

const QUARTERS_AN_HOUR = 4;

const FIRST: Statement = { name: 'user_first_quarter', text: 'SELECT quarter FROM user_quarter WHERE user_id = $1 ORDER BY quarter LIMIT 1' };

const sum = (...columns: readonly string[]): string => `sum(${columns.join(' + ')})::bigint`;

const BETWEEN: Statement = {
  name: 'user_hours',
  text: `
    SELECT quarter / ${QUARTERS_AN_HOUR} AS hour, ${sum(...INCOMING_COLUMNS, ...OUTGOING_COLUMNS)}, ${sum(...INCOMING_COLUMNS)}, ${sum('answered')}, ${sum('ai_handled')},
      ${sum('timed_answered')}, ${sum('answered_ms')}
    FROM user_quarter WHERE user_id = $1 AND quarter >= $2 AND quarter < $3 GROUP BY 1 ORDER BY 1`,
};

export class PgUserHours extends UserHours {
  constructor(private readonly database: Database) {
    super();
  }

  async firstHour(userId: number): Promise<number | undefined> {
    const [row] = await this.database.rows(FIRST, [userId]);
    return row === undefined ? undefined : Math.floor((row[0] as number) / QUARTERS_AN_HOUR);
  }

  async between(userId: number, fromHour: number, untilHour: number): Promise<readonly UserHour[]> {
    const rows = await this.database.rows(BETWEEN, [userId, fromHour * QUARTERS_AN_HOUR, untilHour * QUARTERS_AN_HOUR]);
    return (rows as number[][]).map(([hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs]) => (
      { hour, calls, incoming, answered, aiHandled, timedAnswered, answeredMs }) as UserHour);
  }
}
