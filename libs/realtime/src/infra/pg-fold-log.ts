import { DAY_MS, type Clock } from '#kernel';
import { plain, type Database, type Transaction } from '#platform/database';
import { FoldLog, type FoldRequest, type FoldWork, type LetterId } from '../app/fold-log.js';
import { partitionOf, type StoredEvent } from '../core/index.js';
import { eventFrom } from './event.mapper.js';
import { LETTER_FAILED, LETTER_REPLAYED, NEXT_EVENTS, REQUESTED_LETTER, SAVE_POSITIONS, SET_ASIDE } from './fold-statements.js';

/** Nodes whose clocks are further apart than this are broken. */
const CLOCKS_APART_MS = DAY_MS;

/** Reads the PostgreSQL log by position, one row lock a partition. */
export class PgFoldLog extends FoldLog {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {
    super();
  }

  fold({ partitions, mostPerPartition }: FoldRequest, work: FoldWork): Promise<readonly StoredEvent[]> {
    return this.database.transaction(async (tx) => {
      const rows = await tx.rows(NEXT_EVENTS, [plain(partitions), mostPerPartition, this.clock.now() + CLOCKS_APART_MS]);
      if (rows.length === 0) return [];
      const events = rows.map(eventFrom);
      await work(events, tx);
      await this.savePositions(events, tx);
      return events;
    });
  }

  foldRequestedLetter(work: FoldWork): Promise<StoredEvent | undefined> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.rows(REQUESTED_LETTER);
      if (row === undefined) return undefined;
      const event = eventFrom(row);
      await work([event], tx);
      await tx.rows(LETTER_REPLAYED, [event.eventId]);
      return event;
    });
  }

  async setAside({ event, reason, attempts }: LetterId, tx: Transaction): Promise<void> {
    const { eventId, userId, position, receivedAtMs, kind } = event;
    await tx.rows(SET_ASIDE, [eventId, partitionOf(userId), position, receivedAtMs, kind, reason, attempts, this.clock.now()]);
  }

  async letterFailed(eventId: string, reason: string): Promise<void> {
    await this.database.rows(LETTER_FAILED, [eventId, reason, this.clock.now()]);
  }

  /** Rows come by partition and position, so the last of each partition is how far it has been read. */
  private async savePositions(events: readonly StoredEvent[], tx: Transaction): Promise<void> {
    const last = new Map(events.map((event) => [partitionOf(event.userId), event]));
    const ends = [...last.values()];
    await tx.rows(SAVE_POSITIONS, [plain([...last.keys()]), plain(ends.map(({ position }) => position)), plain(ends.map(({ receivedAtMs }) => receivedAtMs))]);
  }
}
