import type { Database, Statement } from '#platform/database';
import { UserReadModel, type StoredUser } from '../app/user-read-model.js';
import { INCOMING_COLUMNS, OUTGOING_COLUMNS } from './quarter-columns.js';

const sum = (column: string): string => `sum(${column})::bigint`;
const sums = (columns: readonly string[]): string => `ARRAY[${columns.map(sum).join(', ')}]`;
const chosen = '(SELECT json_object_agg(name, value)::text FROM user_preference WHERE user_id = $1)';

// One look for all that a profile is put together from: of each statement by itself most of the cost was asking.
const FIND: Statement = {
  name: 'user_find',
  text: `
    SELECT min(first_ms), max(last_ms), ${['answered_ms', 'timed_answered', 'interactions', 'security_events'].map(sum).join(', ')}, ${sums(INCOMING_COLUMNS)}, ${sums(OUTGOING_COLUMNS)},
      array_agg(quarter::bigint ORDER BY quarter), array_agg((${[...INCOMING_COLUMNS, ...OUTGOING_COLUMNS].join(' + ')})::bigint ORDER BY quarter),
      (SELECT count(*) FROM caller_user WHERE user_id = $1 AND (answered > 0 OR taken > 0)),
      ${chosen}
    FROM user_quarter WHERE user_id = $1 HAVING count(*) > 0`,
};

const PREFERENCES: Statement = { name: 'user_preferences', text: `SELECT ${chosen}` };

type UserCells = [
  firstMs: number, lastMs: number, answeredMs: number, timedAnswered: number, interactions: number, securityEvents: number, incoming: number[], outgoing: number[],
  quarters: readonly number[], calls: readonly number[], contacts: number, chosen: string | null,
];

export class PgUserReadModel extends UserReadModel {
  constructor(private readonly database: Database) {
    super();
  }

  async find(userId: number): Promise<StoredUser | undefined> {
    const [row] = await this.database.rows(FIND, [userId]);
    if (row === undefined) return undefined;
    const [firstMs, lastMs, answeredMs, timedAnswered, interactions, securityEvents, incoming, outgoing, quarters, calls, contacts, said] = row as unknown as UserCells;
    return {
      state: { firstMs, lastMs, answeredMs, timedAnswered, interactions, securityEvents, incoming, outgoing },
      quarters: quarters.map((quarter, at) => ({ quarter, calls: calls[at] as number })), contacts, chosen: choicesIn(said),
    };
  }

  async preferences(userId: number): Promise<Partial<Record<string, unknown>>> {
    const [row] = await this.database.rows(PREFERENCES, [userId]);
    return choicesIn(row?.[0] as string | null);
  }
}

function choicesIn(said: string | null): Partial<Record<string, unknown>> {
  return said === null ? {} : (JSON.parse(said) as Partial<Record<string, unknown>>);
}
