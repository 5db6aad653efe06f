import { plain, type Database, type Statement } from '#platform/database';
import { EventHistory } from '../app/event-history.js';
import type { StoredEvent } from '../core/index.js';
import { EVENT_COLUMNS, eventFrom } from './event.mapper.js';

const OF_SUBJECT: Statement = {
  name: 'event_of_subject',
  text: `SELECT ${EVENT_COLUMNS} FROM event AS e WHERE e.subject_id = $1 AND e.received_ms <= $2 ORDER BY e.position LIMIT $3`,
};

// A number at a time, so that each is looked up in the index, whatever the planner makes of the list.
const OF_SUBJECTS: Statement = {
  name: 'event_of_subjects',
  text: `
    SELECT e.* FROM unnest($1::bigint[]) AS s(id)
    CROSS JOIN LATERAL (SELECT ${EVENT_COLUMNS} FROM event AS e WHERE e.subject_id = s.id AND e.received_ms <= $2 LIMIT $3) AS e LIMIT $3`,
};

const OF_KIND: Statement = {
  name: 'event_of_kind',
  text: `SELECT ${EVENT_COLUMNS} FROM event AS e WHERE e.subject_id = $1 AND e.kind = $2 ORDER BY e.position`,
};

export class PgEventHistory extends EventHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(OF_SUBJECT, [subjectId, untilMs, limit])).map(eventFrom);
  }

  async ofSubjects(subjectIds: readonly number[], untilMs: number, limit: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(OF_SUBJECTS, [plain(subjectIds), untilMs, limit])).map(eventFrom);
  }

  async ofKind(subjectId: number, kind: number): Promise<readonly StoredEvent[]> {
    return (await this.database.rows(OF_KIND, [subjectId, kind])).map(eventFrom);
  }
}
