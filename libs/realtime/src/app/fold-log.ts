import type { Transaction } from '#platform/database';
import type { StoredEvent } from '../core/index.js';

export interface FoldRequest {
  readonly partitions: readonly number[];
  /** Most events a partition contributes. */
  readonly mostPerPartition: number;
}

export type FoldWork = (events: readonly StoredEvent[], tx: Transaction) => Promise<void>;

export interface LetterId {
  readonly event: StoredEvent;
  readonly reason: string;
  readonly attempts: number;
}

/** The reading side of the log: events past each partition's position, handed out once. */
export abstract class FoldLog {
  /**
   * In one transaction: takes those of `partitions` that no other processor holds, reads their next events, lets `work`
   * fold them, moves the positions past them. Returns the events, none where all are drained or held.
   */
  abstract fold(request: FoldRequest, work: FoldWork): Promise<readonly StoredEvent[]>;
  /** Folds one dead letter that was asked to be replayed; undefined where none was. */
  abstract foldRequestedLetter(work: FoldWork): Promise<StoredEvent | undefined>;
  /** Keeps an event that cannot be folded, with its reason, inside the transaction that moves past it. */
  abstract setAside(letter: LetterId, tx: Transaction): Promise<void>;
  /** Notes that replaying a letter failed again. */
  abstract letterFailed(eventId: string, reason: string): Promise<void>;
}
