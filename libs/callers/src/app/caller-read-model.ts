import type { CallerNetwork } from './campaigns/campaign-of.js';
import type { FeedbackLabel } from '#realtime/core';
import type { CallerState } from '../core/caller-state.js';
import type { OpenDispute } from '../core/crowd/dispute.js';
import type { PairState } from '../core/pair-state.js';
import type { Relation } from '../core/evidence.js';
import type { Report } from '../core/reports.js';
import type { WhitelistFacts } from '../core/whitelist/index.js';

/** What is stored of a number's block of 100: how many numbers called from it and how many users call its numbers spam. */
export interface RangeFacts {
  readonly members: number;
  readonly reportedMembers: number;
}

/** Everything one verdict rests on, read at one moment. */
export interface CallerFacts {
  readonly caller: CallerState | undefined;
  readonly users: number;
  readonly reports: readonly Report[];
  /** A sample of the number's pairs with users, at most 50, for figures that need call times. */
  readonly pairs: readonly PairState[];
  /** Undefined where the answer is as of an earlier moment: blocks are counted as they are now. */
  readonly range: RangeFacts | undefined;
  readonly relation: (Relation & Partial<Pick<PairState, 'callTimes'>>) | undefined;
  readonly ownLabel: FeedbackLabel | undefined;
  /** Where a user is asked for: what their whitelist rests on. */
  readonly whitelist?: WhitelistFacts | undefined;
  /** With whom it acts. */
  readonly network?: CallerNetwork | undefined;
  /** What is said against the reports and not decided yet; `reports` are as it leaves them. */
  readonly dispute?: OpenDispute | undefined;
}

/** A number that called a user, with how often it did and what its own verdict rests on. */
export interface UserCaller {
  readonly made: number;
  readonly caller: CallerState;
  readonly users: number;
  readonly reports: readonly Report[];
}

/** A number with what its own verdict rests on. */
export type KnownCaller = Omit<UserCaller, 'made'> & { readonly callerId: number };

/** The stored side of verdicts. */
export abstract class CallerReadModel {
  /** Facts on a number, and on its relation to a user where one is given. */
  abstract facts(callerId: number, userId: number | undefined): Promise<CallerFacts>;
  /** The block of 100 that a number never seen would belong to. */
  abstract range(rangeIndex: Buffer): Promise<RangeFacts>;
  /** Numbers that called the user, busiest first, at most `limit`. */
  abstract callersOf(userId: number, limit: number): Promise<readonly UserCaller[]>;
  /** All numbers that have had calls, by ascending id: the next `limit` after `afterId`. */
  abstract page(afterId: number, limit: number): Promise<readonly KnownCaller[]>;
}
