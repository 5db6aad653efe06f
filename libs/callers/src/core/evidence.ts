import { DAY_MS } from '#kernel';
import type { FeedbackLabel } from '#realtime/core';
import type { CallerState } from './caller-state.js';
import type { PairState } from './pair-state.js';
import { summarizeReports, type Report, type ReportSummary } from './reports.js';

/** After so many days without a call, what was seen of a number weighs half: it may have changed hands. */
const EVIDENCE_HALF_LIFE_DAYS = 180;

/** What went on between the number and the user who asks. */
export type Relation = Pick<PairState, 'made' | 'taken' | 'answered' | 'answeredMs' | 'lastMs'>;

/** The stored facts on one number, as seen by one user or (without `relation` and `ownLabel`) by nobody in particular. */
export interface Facts {
  readonly caller: CallerState | undefined;
  /** Distinct users the number had calls with, in either direction. */
  readonly users: number;
  /** The latest label of every user, the asking one included; may come aggregated by day. */
  readonly reports: readonly Report[];
  readonly relation?: Relation | undefined;
  readonly ownLabel?: FeedbackLabel | undefined;
  readonly asOfMs: number;
}

/** What a verdict rests on. */
export interface Evidence extends Omit<Facts, 'reports'> {
  readonly reports: ReportSummary;
}

export function evidenceOf({ reports, ...facts }: Facts): Evidence {
  return { ...facts, reports: summarizeReports(reports, facts.asOfMs) };
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

/** Weight of what was seen of a number: 1 while it is active, 1/2 after `EVIDENCE_HALF_LIFE_DAYS` without a call. */
export function freshness({ lastMs }: CallerState, asOfMs: number): number {
  return 2 ** (-Math.max(0, asOfMs - lastMs) / (EVIDENCE_HALF_LIFE_DAYS * DAY_MS));
}
