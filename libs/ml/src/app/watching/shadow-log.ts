import type { Contest } from './contest.js';

/** What the champion was asked: the features in the order of its own names, NaN is missing. */
export interface AskedRow {
  readonly id: number;
  readonly vector: Float64Array;
}

export interface ShadowOutcome {
  readonly id: number;
  readonly outcome: readonly number[];
}

/** What a challenger would have said of what the champion was asked. */
export abstract class ShadowLog {
  /** Ids of the champion's rows that the challenger has said nothing of: those whose truth has come since it was made before all others, newest first. */
  abstract unscored(contest: Contest, limit: number): Promise<readonly number[]>;
  abstract asked(ids: readonly number[]): Promise<readonly AskedRow[]>;
  abstract keep(challenger: number, outcomes: readonly ShadowOutcome[]): Promise<void>;
}
