import type { StoredEvent } from '../core/index.js';

/** The log read by what its events are about, for answers as of an earlier moment or ahead of the folds. */
export abstract class EventHistory {
  /** Events about a number that had been received by `untilMs`, in the order of the log, at most `limit`. */
  abstract ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]>;
  /** The same about several numbers, in no order. */
  abstract ofSubjects(subjectIds: readonly number[], untilMs: number, limit: number): Promise<readonly StoredEvent[]>;
  /** All events of one kind about a number that are on disk, in the order of the log; for kinds that are few. */
  abstract ofKind(subjectId: number, kind: number): Promise<readonly StoredEvent[]>;
}
