import { DAY_MS } from '#kernel';
import type { Report } from '../reports.js';

export const DISPUTE_OUTCOMES = ['upheld', 'rejected'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What somebody says against what users report of a number, and what became of it. */
export interface Dispute {
  readonly id: string;
  readonly openedMs: number;
  readonly deadlineMs: number;
  readonly resolvedMs?: number | undefined;
  readonly outcome?: DisputeOutcome | undefined;
}

/** A dispute that nobody has decided yet. */
export interface OpenDispute extends Dispute {
  /** Whether reports count for nothing until it is decided. */
  readonly suspends: boolean;
}

/** So long after a rejected dispute another one of the same number suspends nothing: it is heard, but buys no time. */
export const NO_SUSPENSION_DAYS = 90;

const isOpen = ({ outcome }: Dispute): boolean => outcome === undefined;

function suspends({ openedMs }: Dispute, all: readonly Dispute[]): boolean {
  return !all.some(({ outcome, resolvedMs = Infinity }) => outcome === 'rejected' && resolvedMs <= openedMs && openedMs - resolvedMs < NO_SUSPENSION_DAYS * DAY_MS);
}

/** The first of a number's disputes that is open; two are where both came before either was known of. */
export function openDispute(disputes: readonly Dispute[]): OpenDispute | undefined {
  const [first] = disputes.filter(isOpen).sort((left, right) => left.openedMs - right.openedMs || (left.id < right.id ? -1 : 1));
  return first && { ...first, suspends: suspends(first, disputes) };
}

/** Reports made before this moment count no more: the latest opening of a dispute that was upheld; 0 where none was. */
export function forgottenBefore(disputes: readonly Dispute[]): number {
  return disputes.reduce((latest, { outcome, openedMs }) => (outcome === 'upheld' ? Math.max(latest, openedMs) : latest), 0);
}

/** The reports at the weight that a dispute leaves them: none while it suspends them. They are still counted. */
export function underDispute(reports: readonly Report[], dispute: OpenDispute | undefined): readonly Report[] {
  return dispute?.suspends === true ? reports.map((report) => ({ ...report, weight: 0 })) : reports;
}
