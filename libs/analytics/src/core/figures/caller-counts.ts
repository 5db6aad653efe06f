import type { Verdict } from '#callers/core';
import { OUTCOMES, SPAM_CATEGORIES, type SpamCategory } from '#realtime/core';

/**
 * What incoming calls are counted by: the category of their number, or why it has none. `none` is legitimate, `unknown` is not judged yet, or not
 * surely enough. Rows of all users hold counts in this order: new names go to its end.
 */
export const CALL_CATEGORIES = [...SPAM_CATEGORIES, 'uncategorized', 'none', 'claimed', 'withheld', 'unknown'] as const;
export type CallCategory = (typeof CALL_CATEGORIES)[number];

/** A blocked call is taken to spare so much: a ring of four bursts, and hearing who it is. */
export const SECONDS_PER_BLOCKED_CALL = 30;

/** A number's incoming calls to a user, or to all users, in one period. */
export interface CallerCounts {
  /** Undefined: calls that showed none. */
  readonly callerId: number | undefined;
  /** Calls that nobody but their user vouches for; then no other figure of it counts for more than its category. */
  readonly claimed: boolean;
  /** As the latest scoring left it; undefined where none has seen the number. */
  readonly verdict: Verdict | undefined;
  readonly category: SpamCategory | undefined;
  /** By outcome, in the order of OUTCOMES. */
  readonly incoming: readonly number[];
  /** Calls the AI handled whose hour after is over, and those of them after which the two did not call each other within it. */
  readonly aiJudged: number;
  readonly aiSettled: number;
  readonly lastMs: number;
}

export interface CallerTotals {
  readonly categories: Readonly<Record<CallCategory, number>>;
  /** Undefined for all users together, over whom hours do not add up. */
  readonly distinctCallers: number | undefined;
  readonly spamCalls: number;
  /** Of those the ones that were rejected, or handled by the AI. */
  readonly spamBlocked: number;
  readonly aiJudged: number;
  readonly aiSettled: number;
}

const calls = ({ incoming }: CallerCounts): number => incoming.reduce((sum, count) => sum + count, 0);

/** Rejected, or handled by the AI: of `incoming` by outcome. */
const kept = ({ incoming }: CallerCounts): number => (incoming[OUTCOMES.indexOf('rejected')] ?? 0) + (incoming[OUTCOMES.indexOf('ai_handled')] ?? 0);

function categoryOf({ callerId, claimed, verdict, category }: CallerCounts): CallCategory {
  if (callerId === undefined) return 'withheld';
  if (claimed) return 'claimed';
  if (verdict === 'legitimate') return 'none';
  if (verdict === undefined || verdict === 'unknown') return 'unknown';
  return category ?? 'uncategorized';
}

/** Adds up one period's counts by number. The categories add up to all incoming calls. */
export function callerTotals(counts: readonly CallerCounts[]): CallerTotals {
  const categories = Object.fromEntries(CALL_CATEGORIES.map((name) => [name, 0])) as Record<CallCategory, number>;
  const totals = { distinctCallers: 0, spamCalls: 0, spamBlocked: 0, aiJudged: 0, aiSettled: 0 };
  for (const caller of counts) {
    const made = calls(caller);
    categories[categoryOf(caller)] += made;
    if (caller.callerId === undefined || caller.claimed || made === 0) continue;
    totals.distinctCallers++;
    totals.aiJudged += caller.aiJudged;
    totals.aiSettled += caller.aiSettled;
    if (caller.verdict !== 'spam') continue;
    totals.spamCalls += made;
    totals.spamBlocked += kept(caller);
  }
  return { ...totals, categories };
}

export interface TopCaller {
  readonly callerId: number;
  readonly calls: number;
  readonly answered: number;
  readonly blocked: number;
  readonly verdict: Verdict | undefined;
  readonly category: SpamCategory | undefined;
  readonly lastMs: number;
}

const MOST_CALLERS = 10;

/** The ten numbers that called in most; of equals who called last, then the older acquaintance of the service. */
export function topCallers(counts: readonly CallerCounts[]): readonly TopCaller[] {
  const shown = counts.flatMap((caller): TopCaller[] => {
    const { callerId, claimed, verdict, category, lastMs } = caller;
    if (callerId === undefined || claimed || calls(caller) === 0) return [];
    return [{ callerId, calls: calls(caller), answered: caller.incoming[OUTCOMES.indexOf('answered')] ?? 0, blocked: kept(caller), verdict, category, lastMs }];
  });
  return shown.sort((one, other) => other.calls - one.calls || other.lastMs - one.lastMs || one.callerId - other.callerId).slice(0, MOST_CALLERS);
}
