import type { SpamCategory } from '#realtime/core';
import type { Verdict } from '#callers/core';

/** A call's place in the order of a user's calls. */
export interface CallPlace {
  readonly atMs: number;
  readonly position: number;
}

export interface CallOnRecord extends CallPlace {
  /** Undefined where it showed no number. */
  readonly callerId: number | undefined;
  /** Index DIRECTIONS and OUTCOMES. */
  readonly direction: number;
  readonly outcome: number;
  readonly durationMs: number | undefined;
  readonly claimed: boolean;
  readonly verdict: Verdict | undefined;
  readonly category: SpamCategory | undefined;
}

export interface CallSpan {
  readonly userId: number;
  readonly fromMs: number;
  readonly toMs: number;
  /** Calls up to this position of the log: pages of one reading belong together. */
  readonly untilPosition: number;
}

/** A user's calls, page by page. */
export abstract class CallPages {
  /** How far the user's calls are folded: what a reading that begins now may go up to. */
  abstract end(userId: number): Promise<number>;
  /** Calls after a place, the earliest first. */
  abstract page(span: CallSpan, after: CallPlace, limit: number): Promise<readonly CallOnRecord[]>;
}
