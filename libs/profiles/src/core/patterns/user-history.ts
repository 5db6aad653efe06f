import type { FeedbackLabel, WhitelistStrategy } from '#realtime/core';
import type { LocalDays } from '../anomalies/local-days.js';

/** One call of a user with a known number. */
export interface HistoryCall {
  readonly atMs: number;
  readonly callerId: number;
  readonly isIncoming: boolean;
  /** Index of OUTCOMES. */
  readonly outcome: number;
  readonly durationMs: number | undefined;
}

/** What is known of a number beside the calls of the span. */
export interface NumberFacts {
  /** Of the first call with the user, which may lie before the span. */
  readonly firstMs: number;
  /** On the list of numbers whose verdict is spam. */
  readonly isSpam: boolean;
  /** The user's latest word on it. */
  readonly reported?: { readonly label: FeedbackLabel; readonly atMs: number } | undefined;
  /** Since when it has stood on the user's whitelist by the user's own word. */
  readonly whitelistedMs?: number | undefined;
}

/** What patterns of a user are sought in. */
export interface UserHistory {
  /** By time; none before `fromMs`, none from `toMs` on. */
  readonly calls: readonly HistoryCall[];
  readonly numbers: ReadonlyMap<number, NumberFacts>;
  readonly fromMs: number;
  readonly toMs: number;
  readonly calendar: LocalDays;
  readonly strategy: WhitelistStrategy;
}
