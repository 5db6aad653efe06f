import type { LogMark } from '#realtime';
import type { NumberHistory } from '../core/index.js';

export interface NumberPassed extends NumberHistory {
  /** Share of all numbers that is done with this one, 0–1; a guess. */
  readonly done: number;
}

/** Everything that numbers did and users said of them. */
export abstract class CallHistory {
  /** Where the log ends now. */
  abstract end(): Promise<LogMark>;
  /** What the log held when it ended at `until`, number by number, always in the same order; one number in memory at a time. */
  abstract numbers(until: LogMark): AsyncIterable<NumberPassed>;
}
