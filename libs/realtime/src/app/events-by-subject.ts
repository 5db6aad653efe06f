import type { StoredEvent } from '../core/index.js';

/** How far the log had come at a moment. What it holds up to there never changes. */
export interface LogMark {
  readonly position: number;
  readonly receivedMs: number;
}

/** The whole log read number by number, for what learns from all of it. */
export abstract class EventsBySubject {
  /** Where the log ends now. */
  abstract end(): Promise<LogMark>;
  /** The highest number any event up to `until` is about; 0 where none is about a number. */
  abstract lastSubject(until: LogMark): Promise<number>;
  /**
   * Events about numbers up to `until`, by number and those of one in the order of the log, at most `limit`.
   * @param after the last event of the page before
   */
  abstract page(until: LogMark, after: StoredEvent | undefined, limit: number): Promise<readonly StoredEvent[]>;
}
