import { DAY_MS } from '#kernel';
import { durationClass } from '#ml/core';
import type { FeedbackLabel } from '#realtime/core';
import type { CallerState } from './caller-state.js';
import type { FadedCalls } from './fading.js';
import type { NumberFacts } from './number-facts/number-facts.js';
import type { PairState } from './pair-state.js';
import type { Standing } from './ranges/reputation.js';
import type { Block } from './ranges/surroundings.js';
import { summarizeReports, type Report, type ReportSummary } from './reports.js';

const CALLS_AT_HALF_STRANGE = 6;

/** What went on between the number and the user who asks. */
export type Relation = Pick<PairState, 'made' | 'taken' | 'answered' | 'answeredMs' | 'lastMs'>;

/** The calls of a number with some users, and how many these are. */
export interface Seen {
  readonly caller: CallerState | undefined;
  readonly users: number;
}

/** When the first and the last of some calls were. */
export type Span = Pick<CallerState, 'firstMs' | 'lastMs'>;

/** Calls of users who were newcomers at the call, and when those of all others were: undefined where there are none. */
export interface NewcomersSeen extends Seen {
  readonly others: Span | undefined;
}

/** The stored facts on one number, as seen by one user or (without `relation` and `ownLabel`) by nobody in particular. */
export interface Facts {
  readonly caller: CallerState | undefined;
  /** Distinct users the number had calls with, in either direction. */
  readonly users: number;
  /** Of them the part of users who were newcomers at the call, as long as it has not been set apart. */
  readonly newcomers?: NewcomersSeen | undefined;
  /** That part, where `caller` and `users` are the rest (`setNewcomersApart`). */
  readonly beside?: Seen | undefined;
  /** The latest label of every user, the asking one included; may come aggregated by day. */
  readonly reports: readonly Report[];
  readonly relation?: Relation | undefined;
  readonly ownLabel?: FeedbackLabel | undefined;
  /** What its calls and reports weigh today. */
  readonly own?: Standing | undefined;
  /** What the numbers around it have been up to. */
  readonly blocks?: readonly Block[] | undefined;
  /** Whether it is one of the ten thousand numbers around the asking user's own. */
  readonly isNeighbour?: boolean | undefined;
  /** The campaign it belongs to. */
  readonly campaign?: CampaignShare | undefined;
  /** What the numbering plan says of it. */
  readonly number?: NumberFacts | undefined;
  readonly asOfMs: number;
}

/** What a campaign means for one of its numbers. */
export interface CampaignShare {
  /** How sure it is that the numbers act together and mean no good, 0–1. */
  readonly confidence: number;
  readonly numbers: number;
  readonly users: number;
}

/** What a verdict rests on. */
export interface Evidence extends Omit<Facts, 'reports'> {
  readonly reports: ReportSummary;
}

export function evidenceOf(facts: Facts): Evidence {
  return { ...facts, reports: summarizeReports(facts.reports, facts.asOfMs) };
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

export function callsMade(caller: CallerState | undefined): number {
  return caller === undefined ? 0 : total(caller.made);
}

export function callsTaken(caller: CallerState | undefined): number {
  return caller === undefined ? 0 : total(caller.taken);
}

/** Days from the first to the last call of either direction, one at least. */
export function daysSeen({ firstMs, lastMs }: CallerState): number {
  return Math.max(1, (lastMs - firstMs) / DAY_MS);
}

/** Calls of any length over this were talked through: durations are told by class, and one ends here. */
const TALK_MS = 30_000;
const WORTH_OF_A_TALK = 2;

/** Calls of the number that a user took and that lasted some half a minute: over 20 s, the class that `TALK_MS` falls in. */
export function talks(caller: CallerState): number {
  return Math.min(caller.timedAnswered, total(caller.durations.slice(durationClass(TALK_MS))));
}

/** Share of what is known of the numbers around it that counts for this one: as far as it is strange, and a third once somebody has talked with it. */
export function lentShare(facts: Pick<Facts, 'relation'>, seen: FadedCalls): number {
  return strangeness(facts, seen) / (1 + WORTH_OF_A_TALK * talks(seen.caller));
}

/** Share of what is known of others that counts for this number: all before its first call, half after six; nothing for whom the user knows. */
export function strangeness({ relation }: Pick<Facts, 'relation'>, { caller }: FadedCalls): number {
  if (relation !== undefined && (relation.taken > 0 || relation.answered > 0)) return 0;
  return 1 / (1 + callsMade(caller) / CALLS_AT_HALF_STRANGE);
}
