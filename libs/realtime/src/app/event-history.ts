import type { StoredEvent } from '../core/index.js';

/** The log read by what its events are about, for answers as of an earlier moment. */
export abstract class EventHistory {
  /** Events about a number that had been received by `untilMs`, in the order of the log, at most `limit`. */
  abstract ofSubject(subjectId: number, untilMs: number, limit: number): Promise<readonly StoredEvent[]>;
  /** The same about several numbers, in no order. */
  abstract ofSubjects(subjectIds: readonly number[], untilMs: number, limit: number): Promise<readonly StoredEvent[]>;
}
