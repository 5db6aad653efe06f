import type { Database, Statement } from '#platform/database';
import { PreferenceHistory } from '../app/preference-history.js';
import { EVENT_KINDS, type StoredEvent } from '../core/index.js';
import { EVENT_COLUMNS, eventFrom } from './event.mapper.js';

// The kind is in the text, not a parameter: only so does the planner know that the index on choices will do.
const OF_USER: Statement = {
  name: 'event_choices_of_user',
  text: `
    SELECT ${EVENT_COLUMNS} FROM event AS e
    WHERE e.kind = ${EVENT_KINDS.preferences} AND e.user_id = $1 AND e.received_ms <= $2
    ORDER BY e.received_ms DESC, e.position DESC LIMIT $3`,
};

export class PgPreferenceHistory extends PreferenceHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async ofUser(userId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(OF_USER, [userId, untilMs, limit])).map(eventFrom);
  }
}
