import type { FeedbackLabel, WhitelistStrategy } from '#realtime/core';
import type { PairState } from '../pair-state.js';
import { standingChange, type EntryReason, type WhitelistChange } from './change.js';
import { learn } from './learn.js';

/** learned: from calls. confirmed: learned, and the user said yes. manual: the user put it there. */
export type EntrySource = 'learned' | 'confirmed' | 'manual';

/** One number on a user's whitelist. */
export interface WhitelistEntry {
  readonly kind: 'permanent' | 'temporary';
  /** proposed: it waits for the user's word and lets nothing through. */
  readonly state: 'active' | 'proposed';
  readonly source: EntrySource;
  readonly reason: EntryReason;
  readonly sinceMs: number;
  /** When it ends, or fades unless another call renews it; null: it stands until taken off. */
  readonly expiresMs: number | null;
}

/** All that an entry rests on. */
export interface WhitelistFacts {
  readonly pair: PairState | undefined;
  readonly ownLabel: { readonly label: FeedbackLabel; readonly reportedMs: number } | undefined;
  readonly changes: readonly WhitelistChange[];
}

export interface Circumstances {
  readonly nowMs: number;
  readonly strategy: WhitelistStrategy;
  /** When the user's day that a moment lies in ends. */
  readonly endOfDay: (epochMs: number) => number;
}

function reasonOf({ note, reason }: WhitelistChange): EntryReason {
  return reason ?? { code: 'added', text: note ?? 'you added it' };
}

/** The entry that an added or confirmed change makes. */
export function saidEntry(change: WhitelistChange): WhitelistEntry {
  const { expiresMs, changedMs: sinceMs } = change;
  const kind = expiresMs === null ? 'permanent' : 'temporary';
  return { kind, state: 'active', source: change.change === 'confirm' ? 'confirmed' : 'manual', reason: reasonOf(change), sinceMs, expiresMs };
}

/**
 * The entry of a number on a user's whitelist as of `nowMs`, or undefined. The user's latest word counts before what is
 * learned: an added entry until it expires, a removal until it is taken back; a later label `spam` ends both. Whom the
 * user calls spam is never learned; who is spam to everybody must not be either, which the caller of this has to see to.
 */
export function entryOf({ pair, ownLabel, changes }: WhitelistFacts, { nowMs, strategy, endOfDay }: Circumstances): WhitelistEntry | undefined {
  const isSpam = ownLabel?.label === 'spam';
  const said = standingChange(changes);
  if (said !== undefined && !(isSpam && ownLabel.reportedMs > said.changedMs)) {
    if (said.change === 'remove') return undefined;
    if (said.expiresMs === null || said.expiresMs > nowMs) return saidEntry(said);
  }
  if (pair === undefined || isSpam) return undefined;
  const learned = learn(pair, endOfDay);
  if (learned === undefined || learned.expiresMs <= nowMs) return undefined;
  return { ...learned, source: 'learned', state: strategy === 'strict' ? 'proposed' : 'active' };
}
