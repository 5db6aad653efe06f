import type { DataSource } from 'typeorm';
import { UserReadModel, type QuarterCalls, type StoredUser } from '../app/user-read-model.js';
import type { UserState } from '../core/user-state.js';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

// As doubles, which hold these integers exactly: TypeORM's connections hand out bigint as text.
const sum = (column: string): string => `sum(${column})::float8`;
const sums = (columns: readonly string[]): string => `ARRAY[${columns.map(sum).join(', ')}]`;

const STATE = `
  SELECT min(first_ms)::float8 AS "firstMs", max(last_ms)::float8 AS "lastMs", ${sum('answered_ms')} AS "answeredMs", ${sum('timed_answered')} AS "timedAnswered",
    ${sum('interactions')} AS interactions, ${sum('security_events')} AS "securityEvents", ${sums(INCOMING_COLUMNS)} AS incoming, ${sums(OUTGOING_COLUMNS)} AS outgoing
  FROM user_quarter WHERE user_id = $1 HAVING count(*) > 0`;
const CONTACTS = 'SELECT count(*)::integer AS contacts FROM caller_user WHERE user_id = $1 AND (answered > 0 OR taken > 0)';
const QUARTERS = `SELECT quarter, ${[...INCOMING_COLUMNS, ...OUTGOING_COLUMNS].join(' + ')} AS calls FROM user_quarter WHERE user_id = $1 ORDER BY quarter`;
const PREFERENCES = 'SELECT name, value FROM user_preference WHERE user_id = $1';

export class TypeOrmUserReadModel extends UserReadModel {
  constructor(private readonly source: DataSource) {
    super();
  }

  async find(userId: number): Promise<StoredUser | undefined> {
    const [[state], [counted]] = await Promise.all([
      this.source.query<UserState[]>(STATE, [userId]),
      this.source.query<{ contacts: number }[]>(CONTACTS, [userId]),
    ]);
    return state === undefined ? undefined : { state, contacts: counted?.contacts ?? 0 };
  }

  callsByQuarter(userId: number): Promise<readonly QuarterCalls[]> {
    return this.source.query<QuarterCalls[]>(QUARTERS, [userId]);
  }

  async preferences(userId: number): Promise<Partial<Record<string, unknown>>> {
    const rows = await this.source.query<{ name: string; value: unknown }[]>(PREFERENCES, [userId]);
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }
}
