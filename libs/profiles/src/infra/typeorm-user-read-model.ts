import type { DataSource } from 'typeorm';
import { OUTCOMES } from '#realtime/core';
import { UserReadModel, type QuarterCalls, type StoredUser } from '../app/user-read-model.js';
import { UserProfileRow } from './user-profile.row.js';

const CONTACTS = 'SELECT count(*)::integer AS contacts FROM caller_user WHERE user_id = $1 AND (answered > 0 OR taken > 0)';
const QUARTERS = `SELECT quarter, ${OUTCOMES.join(' + ')} + outgoing AS calls FROM user_quarter WHERE user_id = $1 ORDER BY quarter`;
const PREFERENCES = 'SELECT name, value FROM user_preference WHERE user_id = $1';

export class TypeOrmUserReadModel extends UserReadModel {
  constructor(private readonly source: DataSource) {
    super();
  }

  async find(userId: number): Promise<StoredUser | undefined> {
    const [state, counted] = await Promise.all([
      this.source.getRepository(UserProfileRow).findOneBy({ userId }),
      this.source.query<{ contacts: number }[]>(CONTACTS, [userId]),
    ]);
    return state === null ? undefined : { state, contacts: counted[0]?.contacts ?? 0 };
  }

  callsByQuarter(userId: number): Promise<readonly QuarterCalls[]> {
    return this.source.query<QuarterCalls[]>(QUARTERS, [userId]);
  }

  async preferences(userId: number): Promise<Partial<Record<string, unknown>>> {
    const rows = await this.source.query<{ name: string; value: unknown }[]>(PREFERENCES, [userId]);
    return Object.fromEntries(rows.map(({ name, value }) => [name, value]));
  }
}
