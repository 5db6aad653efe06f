import type { Database, Statement } from '#platform/database';
import { EventHistory } from '../app/event-history.js';
import type { StoredEvent } from '../core/index.js';
import { EVENT_COLUMNS, eventFrom } from './event.mapper.js';

const OF_SUBJECT: Statement = {
  name: 'event_of_subject',
  text: `SELECT ${EVENT_COLUMNS} FROM event AS e WHERE e.subject_id = $1 AND e.received_ms <= $2 ORDER BY e.position LIMIT $3`,
};

export class PgEventHistory extends EventHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(OF_SUBJECT, [subjectId, untilMs, limit])).map(eventFrom);
  }
}
