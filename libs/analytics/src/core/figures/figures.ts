import { ratio } from '#kernel';
import { OUTCOMES, type Outcome } from '#realtime/core';
import { sum, type CallTotals } from './call-counts.js';
import { SECONDS_PER_BLOCKED_CALL, type CallCategory, type CallerTotals } from './caller-counts.js';
import type { WhitelistGrowth } from './whitelist-growth.js';

export type ByOutcome = Readonly<Record<Outcome, number>>;

/** All figures of one period; docs/analytics.md defines each. What has no denominator is undefined. */
export interface Figures {
  readonly calls: { readonly total: number; readonly incoming: number; readonly outgoing: number };
  readonly outcomes: { readonly incoming: ByOutcome; readonly outgoing: ByOutcome };
  /** Of incoming calls. */
  readonly categories: Readonly<Record<CallCategory, number>>;
  readonly hours: readonly number[];
  /** From Monday on. */
  readonly weekdays: readonly number[];
  readonly answerRate: number | undefined;
  readonly meanDurationSeconds: number | undefined;
  readonly distinctCallers: number | undefined;
  readonly spam: { readonly calls: number; readonly share: number | undefined; readonly blocked: number; readonly blockedShare: number | undefined; readonly secondsSpared: number };
  readonly ai: { readonly handled: number; readonly share: number | undefined; readonly judged: number; readonly settled: number; readonly effectiveness: number | undefined };
  /** Undefined for all users together. */
  readonly whitelist: WhitelistGrowth | undefined;
}

function byOutcome(counts: readonly number[]): ByOutcome {
  return Object.fromEntries(OUTCOMES.map((outcome, at) => [outcome, counts[at] ?? 0])) as Record<Outcome, number>;
}

export function figuresOf(calls: CallTotals, callers: CallerTotals, whitelist: WhitelistGrowth | undefined): Figures {
  const [incoming, outgoing] = [sum(calls.incoming), sum(calls.outgoing)];
  const outcomes = { incoming: byOutcome(calls.incoming), outgoing: byOutcome(calls.outgoing) };
  const { spamCalls, spamBlocked, aiJudged, aiSettled } = callers;
  return {
    calls: { total: incoming + outgoing, incoming, outgoing },
    outcomes,
    categories: callers.categories,
    hours: calls.hours,
    weekdays: calls.weekdays,
    answerRate: ratio(outcomes.incoming.answered, incoming),
    meanDurationSeconds: ratio(calls.answeredMs / 1000, calls.timedAnswered),
    distinctCallers: callers.distinctCallers,
    spam: { calls: spamCalls, share: ratio(spamCalls, incoming), blocked: spamBlocked, blockedShare: ratio(spamBlocked, spamCalls), secondsSpared: spamBlocked * SECONDS_PER_BLOCKED_CALL },
    ai: { handled: outcomes.incoming.ai_handled, share: ratio(outcomes.incoming.ai_handled, incoming), judged: aiJudged, settled: aiSettled, effectiveness: ratio(aiSettled, aiJudged) },
    whitelist,
  };
}
