import type { CallerNetwork, CampaignFacts } from './campaigns/campaign-of.js';
import type { FeedbackLabel } from '#realtime/core';
import type { CallerState } from '../core/caller-state.js';
import type { OpenDispute } from '../core/crowd/dispute.js';
import type { Neighbourhood } from '../core/index.js';
import type { PairCalls, PairState } from '../core/pair-state.js';
import type { NewcomersSeen, Relation } from '../core/evidence.js';
import type { Report } from '../core/reports.js';
import type { Verdict } from '../core/verdict.js';
import type { WhitelistFacts } from '../core/whitelist/index.js';

/** Everything one verdict rests on, read at one moment. */
export interface CallerFacts {
  readonly caller: CallerState | undefined;
  readonly users: number;
  /** Of these calls and users, the newcomers' part. */
  readonly newcomers?: NewcomersSeen | undefined;
  readonly reports: readonly Report[];
  /** When a sample of its users was called, at most 50, and how many calls they turned away. */
  readonly pairs: readonly PairCalls[];
  /** What its calls and reports, and those of the numbers around it, add up to. */
  readonly reputation?: Neighbourhood | undefined;
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
  readonly reputation?: Neighbourhood | undefined;
  readonly caller: CallerState;
  readonly users: number;
  readonly newcomers?: NewcomersSeen | undefined;
  readonly reports: readonly Report[];
}

/** The numbers that called a user. */
export interface UserCallers {
  /** Calls of those that the latest batch found to be spam, and to which nothing has happened since. */
  readonly spamCalls: number;
  /** Those that no batch has judged, and those with a call or a word after the latest one began, busiest first. */
  readonly toJudge: readonly UserCaller[];
}

/** A number with what its own verdict rests on. */
export type KnownCaller = Omit<UserCaller, 'made'> & { readonly callerId: number; readonly campaign?: CampaignFacts | undefined };

/** What is known of the verdicts of some numbers. */
export interface StandingVerdicts {
  /** Of the latest batch, where nothing has happened to the number since. */
  readonly known: ReadonlyMap<number, Verdict>;
  readonly toJudge: readonly (UserCaller & { readonly callerId: number })[];
}

/** The stored side of verdicts. */
export abstract class CallerReadModel {
  /** Facts on a number, and on its relation to a user where one is given. */
  abstract facts(callerId: number, userId: number | undefined): Promise<CallerFacts>;
  /** Numbers that called the user, the busiest, at most `limit`. */
  abstract callersOf(userId: number, limit: number): Promise<UserCallers>;
  /** Verdicts of these numbers; of those that never called anybody none. */
  abstract verdictsOf(callerIds: readonly number[]): Promise<StandingVerdicts>;
  /** All numbers that have had calls, by ascending id: the next `limit` after `afterId`. */
  abstract page(afterId: number, limit: number): Promise<readonly KnownCaller[]>;
}
