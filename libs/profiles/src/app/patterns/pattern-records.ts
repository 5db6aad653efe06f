import type { HistoryCall, NumberFacts } from '../../core/patterns/user-history.js';

/** What a user's patterns are read from. */
export abstract class PatternRecords {
  /** Calls from `fromMs` on that had ended before `toMs`, by time; of more than `most` the newest. */
  abstract calls(userId: number, span: { readonly fromMs: number; readonly toMs: number }, most: number): Promise<readonly HistoryCall[]>;
  /** The newest call that had ended before a moment, by its event. */
  abstract newestCall(userId: number, endedBeforeMs: number): Promise<string | undefined>;
  /** The numbers the user had calls with since a moment. */
  abstract numbers(userId: number, sinceMs: number): Promise<ReadonlyMap<number, NumberFacts>>;
}
