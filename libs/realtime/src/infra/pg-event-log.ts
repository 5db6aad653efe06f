import { AppError, type Clock } from '#kernel';
import { bytes, isTransient, plain, type Database, type Statement } from '#platform/database';
import { APPENDED_CHANNEL } from '../app/channels.js';
import { EventLog } from '../app/event-log.js';
import { partitionOf, subjectOf, type NewEvent } from '../core/index.js';
import { GroupCommit } from './group-commit.js';

/*
 * One statement, one commit. The ids go first, in order, so two appenders never wait for each other in a ring; then the
 * head row, whose lock is held until commit: positions become visible in their order, with no gaps, so "position
 * greater than" never misses an event that commits late. `received_ms` follows the same order even if a clock steps back.
 */
const APPEND: Statement = {
  name: 'event_append',
  text: `
    WITH input AS (
      SELECT * FROM unnest($2::uuid[], $3::smallint[], $4::smallint[], $5::bigint[], $6::bigint[], $7::bigint[],
                           $8::integer[], $9::smallint[], $10::smallint[], $11::smallint[], $12::bytea[])
        AS t(event_id, partition, kind, user_id, subject_id, occurred_ms, duration_ms, direction, outcome, local_hour, details)
    ), fresh AS (
      INSERT INTO event_id (id) SELECT event_id FROM input ORDER BY event_id ON CONFLICT DO NOTHING RETURNING id
    ), head AS (
      UPDATE log_head SET position = position + (SELECT count(*) FROM fresh), received_ms = greatest(received_ms, $1::bigint)
      RETURNING position - (SELECT count(*) FROM fresh) AS before, received_ms
    ), stored AS (
      INSERT INTO event (position, occurred_ms, received_ms, user_id, subject_id, duration_ms, partition, kind,
                         direction, outcome, local_hour, event_id, details)
      SELECT head.before + row_number() OVER (), occurred_ms, head.received_ms, user_id, subject_id, duration_ms, partition, kind,
             direction, outcome, local_hour, event_id, details
      FROM input JOIN fresh ON fresh.id = input.event_id CROSS JOIN head
      RETURNING 1
    )
    SELECT count(*), pg_notify('${APPENDED_CHANNEL}', '') FROM stored`,
};

const GROUP_SIZE = 1000;
const WRITERS = 2;
const MOST_WAITING = 20_000;
const PATIENCE_MS = 3000;

/** The event log in PostgreSQL: group commits of up to 1,000 events, acknowledged after commit. */
export class PgEventLog extends EventLog {
  private readonly commits: GroupCommit<NewEvent>;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
    this.commits = new GroupCommit({
      write: (events) => this.write(events), isTransient,
      groupSize: GROUP_SIZE, writers: WRITERS, mostWaiting: MOST_WAITING, patienceMs: PATIENCE_MS,
    });
  }

  async append(events: readonly NewEvent[]): Promise<void> {
    try {
      await this.commits.submit(events);
    } catch (error) {
      if (!isTransient(error)) throw error;
      throw new AppError('log_unavailable', 'unavailable', 'the event log cannot be written at the moment; send the events again', { cause: error, retryAfterSeconds: 1 });
    }
  }

  bufferUse(): number {
    return this.commits.use();
  }

  private async write(events: readonly NewEvent[]): Promise<void> {
    const unique = firstOfEachId(events);
    const column = (value: (event: NewEvent) => number | string | undefined): string => plain(unique.map((event) => value(event) ?? null));
    await this.database.rows(APPEND, [
      this.clock.now(),
      column((event) => event.eventId),
      column((event) => partitionOf(event.userId)),
      column((event) => event.kind),
      column((event) => event.userId),
      column(subjectOf),
      column((event) => event.occurredAtMs),
      column((event) => event.call?.durationMs),
      column((event) => event.call?.direction),
      column((event) => event.call?.outcome),
      column((event) => event.call?.localHour),
      bytes(unique.map(({ details }) => (details === undefined ? null : Buffer.from(details.buffer, details.byteOffset, details.byteLength)))),
    ]);
  }
}

function firstOfEachId(events: readonly NewEvent[]): readonly NewEvent[] {
  const seen = new Map<string, NewEvent>();
  for (const event of events) if (!seen.has(event.eventId)) seen.set(event.eventId, event);
  return seen.size === events.length ? events : [...seen.values()];
}
