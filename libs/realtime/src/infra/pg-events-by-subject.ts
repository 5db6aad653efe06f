import type { Database, Statement } from '#platform/database';
import { EventsBySubject, type LogMark } from '../app/events-by-subject.js';
import type { StoredEvent } from '../core/index.js';
import { EVENT_COLUMNS, eventFrom } from './event.mapper.js';

const END: Statement = { name: 'event_log_end', text: 'SELECT position, received_ms FROM log_head' };

const LAST_SUBJECT: Statement = { name: 'event_last_subject', text: 'SELECT max(subject_id) FROM event WHERE subject_id IS NOT NULL AND received_ms <= $1' };

/*
 * Positions and times of receipt rise together, so this is the order of the log within a number, and one that the index
 * on (subject_id, received_ms) gives: the weeks are merged, and only events of one number in one millisecond are sorted.
 */
const PAGE: Statement = {
  name: 'event_page_by_subject',
  text: `
    SELECT ${EVENT_COLUMNS} FROM event AS e
    WHERE e.subject_id IS NOT NULL AND e.received_ms <= $1 AND e.position <= $2
      AND (e.subject_id, e.received_ms, e.position) > ($3, $4, $5)
    ORDER BY e.subject_id, e.received_ms, e.position LIMIT $6`,
};

export class PgEventsBySubject extends EventsBySubject {
  constructor(private readonly database: Database) {
    super();
  }

  async end(): Promise<LogMark> {
    const [row] = await this.database.rows(END);
    const [position, receivedMs] = row as [number, number];
    return { position, receivedMs };
  }

  async lastSubject({ receivedMs }: LogMark): Promise<number> {
    const [row] = await this.database.rows(LAST_SUBJECT, [receivedMs]);
    return (row?.[0] as number | null | undefined) ?? 0;
  }

  async page(until: LogMark, after: StoredEvent | undefined, limit: number): Promise<readonly StoredEvent[]> {
    const { receivedAtMs = 0, position = 0 } = after ?? {};
    const subject = after?.call?.callerId ?? after?.subjectId ?? 0;
    return (await this.database.rows(PAGE, [until.receivedMs, until.position, subject, receivedAtMs, position, limit])).map(eventFrom);
  }
}
