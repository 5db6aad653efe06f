import type { Database, Statement } from '#platform/database';
import { AnomalyHistory } from '../app/anomaly-history.js';
import { EVENT_KINDS, type StoredEvent } from '../core/index.js';
import { EVENT_COLUMNS, eventFrom } from './event.mapper.js';

// The kind is in the text, not a parameter: only so does the planner know that the index on these words will do.
const LATEST: Statement = {
  name: 'event_anomaly_words',
  text: `
    SELECT ${EVENT_COLUMNS} FROM event AS e WHERE e.kind = ${EVENT_KINDS.anomaly} AND e.user_id = $1
    ORDER BY e.received_ms DESC, e.position DESC LIMIT $2`,
};

export class PgAnomalyHistory extends AnomalyHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async latest(userId: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(LATEST, [userId, limit])).map(eventFrom);
  }
}
