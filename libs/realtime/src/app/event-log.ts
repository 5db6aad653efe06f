import type { NewEvent } from '../core/index.js';

/** The durable, ordered, idempotent log of events. */
export abstract class EventLog {
  /**
   * Resolves once all of `events` are on disk. An event whose id the log knows already changes nothing.
   * @throws AppError `log_busy` (too much is waiting) or `log_unavailable`; nothing of `events` is then promised.
   */
  abstract append(events: readonly NewEvent[]): Promise<void>;
  /** Share of the waiting room that is taken, 0 to 1. */
  abstract bufferUse(): number;
}
