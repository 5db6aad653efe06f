import { DAY_MS } from '#kernel';
import type { Report } from '../reports.js';

export const DISPUTE_OUTCOMES = ['upheld', 'rejected'] as const;
export type DisputeOutcome = (typeof DISPUTE_OUTCOMES)[number];

/** What speaks for somebody who objects: a system token vouches, the number had calls with them, nothing. Whoever comes first here is heard first. */
export const STANDINGS = ['vouched', 'acquainted', 'none'] as const;
export type Standing = (typeof STANDINGS)[number];

export interface Objector {
  /** Surrogate id; that of the platform where it spoke for nobody. */
  readonly user: number;
  readonly standing: Standing;
}

/** What is said against what users report of a number, and what became of it. */
export interface Dispute {
  readonly id: string;
  readonly openedMs: number;
  readonly deadlineMs: number;
  readonly resolvedMs?: number | undefined;
  readonly outcome?: DisputeOutcome | undefined;
  /** Who opened it, and who joined. */
  readonly objectors: readonly Objector[];
}

/** A dispute that nobody has decided yet. */
export interface OpenDispute extends Dispute {
  /** Whether reports count for nothing until it is decided. */
  readonly suspends: boolean;
}

/** So long after a rejected dispute another one of the same number buys no time, unless somebody else with standing objects: and that once. */
export const NO_SUSPENSION_DAYS = 90;

const isOpen = ({ outcome }: Dispute): boolean => outcome === undefined;
const inOrder = (left: Dispute, right: Dispute): number => left.openedMs - right.openedMs || (left.id < right.id ? -1 : 1);

/** Whether `one` was rejected before `other` was opened, and lately. */
function forbids({ outcome, resolvedMs = Infinity }: Dispute, other: Dispute): boolean {
  return outcome === 'rejected' && resolvedMs <= other.openedMs && other.openedMs - resolvedMs < NO_SUSPENSION_DAYS * DAY_MS;
}

/** Those among `disputes` that suspend reports, or did while they were open. */
function suspending(disputes: readonly Dispute[]): Set<Dispute> {
  const [found, again] = [new Set<Dispute>(), new Set<Dispute>()];
  const sorted = [...disputes].sort(inOrder);
  sorted.forEach((dispute, at) => {
    const rejected = sorted.slice(0, at).filter((earlier) => forbids(earlier, dispute));
    const heard = new Set(rejected.flatMap(({ objectors }) => objectors.map(({ user }) => user)));
    const isNew = dispute.objectors.some(({ user, standing }) => standing !== 'none' && !heard.has(user));
    if (rejected.length > 0 && (!isNew || rejected.some((earlier) => again.has(earlier)))) return;
    found.add(dispute);
    if (rejected.length > 0) again.add(dispute);
  });
  return found;
}

/** The first of a number's disputes that is open; two are where both came before either was known of. */
export function openDispute(disputes: readonly Dispute[]): OpenDispute | undefined {
  const [first] = disputes.filter(isOpen).sort(inOrder);
  return first && { ...first, suspends: suspending(disputes).has(first) };
}

/** Reports made before this moment count no more: the latest opening of a dispute that was upheld; 0 where none was. */
export function forgottenBefore(disputes: readonly Dispute[]): number {
  return disputes.reduce((latest, { outcome, openedMs }) => (outcome === 'upheld' ? Math.max(latest, openedMs) : latest), 0);
}

/** The reports at the weight that a dispute leaves them: none while it suspends them. They are still counted. */
export function underDispute(reports: readonly Report[], dispute: OpenDispute | undefined): readonly Report[] {
  return dispute?.suspends === true ? reports.map((report) => ({ ...report, weight: 0 })) : reports;
}
