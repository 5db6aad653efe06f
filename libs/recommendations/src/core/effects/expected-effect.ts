import type { Rule, Verdict } from '#callers/core';
import type { WhitelistStrategy } from '#realtime/core';
import { impactOf, netBenefit } from './benefit.js';
import type { Action, Advice, Candidate, ExpectedEffect } from '../recommendation.js';

/** What a replay is made under. */
export interface ReplayedChange {
  readonly strategy?: WhitelistStrategy;
  readonly rule?: Rule;
  readonly removeRule?: string;
}

type Decided = { readonly action: string; readonly decidedBy: string };

/** A call that would have gone otherwise. */
export interface OtherwiseCall {
  readonly verdict: Verdict;
  readonly before: Decided;
  readonly after: Decided;
}

/** What of the stretch replayed every change is measured by. */
export interface Replayed {
  readonly days: number;
  readonly calls: number;
  readonly skipped: number;
}

/** Worst first: what becomes of a caller. */
const TREATMENT = ['block', 'transfer', 'screen', 'allow'];
const KNOWN = new Set(['contact', 'whitelist', 'emergency']);

/** The change to replay for an action; undefined where calls are not what it changes. A whitelist entry is replayed as a rule that lets just this number ring. */
export function changeOf(action: Action): ReplayedChange | undefined {
  switch (action.type) {
    case 'strategy': return { strategy: action.strategy };
    case 'quiet_hours': return { rule: action.rule };
    case 'rule': return 'rule' in action ? { rule: action.rule } : { removeRule: action.removeRule };
    case 'whitelist_entry': return { rule: { id: 'advice-entry', enabled: true, when: { number: action.number }, then: 'allow' } };
    case 'preference':
    case 'none': return undefined;
  }
}

/** Adds up calls that would have gone otherwise. */
export function expectedEffect(changed: readonly OtherwiseCall[], replayed: Replayed): ExpectedEffect {
  const count = (holds: (call: OtherwiseCall) => boolean): number => changed.filter(holds).length;
  const isTaken = ({ action }: Decided): boolean => action === 'allow' || action === 'screen';
  const treatment = ({ action }: Decided): number => TREATMENT.indexOf(action);
  return {
    ...replayed,
    callsChanged: changed.length,
    fewerSpamCalls: count(({ verdict, before, after }) => (verdict === 'spam' || verdict === 'suspicious') && isTaken(before) && !isTaken(after)),
    fewerRings: count(({ before, after }) => before.action === 'allow' && after.action !== 'allow'),
    moreRings: count(({ before, after }) => before.action !== 'allow' && after.action === 'allow'),
    fewerAssisted: count(({ before, after }) => before.action === 'screen' && !isTaken(after)),
    contactsAffected: count(({ before, after }) => KNOWN.has(before.decidedBy) && treatment(after) < treatment(before)),
  };
}

/**
 * A candidate with what would come of it, and its impact by that; undefined where the replay speaks against it: no benefit of its own kind
 * that outweighs the harm, or a rule called unused that still decides.
 */
export function advised(candidate: Candidate, expected: ExpectedEffect | null): Advice | undefined {
  if (expected === null) return { ...candidate, expected };
  if (candidate.kind === 'unused_rule') return expected.callsChanged === 0 && expected.calls > 0 ? { ...candidate, expected } : undefined;
  const benefit = netBenefit(candidate, expected);
  if (benefit === undefined) return { ...candidate, expected };
  return benefit > 0 ? { ...candidate, expected, impact: impactOf(benefit) } : undefined;
}
