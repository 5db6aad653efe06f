import { DAY_MS, QUARTER_HOUR_MS, ratio, type ZoneClock } from '#kernel';
import { OUTCOMES } from '#realtime/core';
import type { UserState } from './user-state.js';

export interface CallCounts {
  readonly total: number;
  readonly incoming: number;
  readonly outgoing: number;
  readonly answered: number;
  readonly rejected: number;
  readonly missed: number;
  readonly transferred: number;
  readonly aiHandled: number;
}

const total = (counts: readonly number[]): number => counts.reduce((sum, count) => sum + count, 0);

/** Calls of both directions by outcome. */
export function callCounts({ incoming, outgoing }: UserState): CallCounts {
  const of = (outcome: (typeof OUTCOMES)[number]): number => {
    const at = OUTCOMES.indexOf(outcome);
    return (incoming[at] ?? 0) + (outgoing[at] ?? 0);
  };
  return {
    total: total(incoming) + total(outgoing), incoming: total(incoming), outgoing: total(outgoing),
    answered: of('answered'), rejected: of('rejected'), missed: of('missed'), transferred: of('transferred'), aiHandled: of('ai_handled'),
  };
}

/** Answered incoming calls in all incoming ones. */
export function answerRate({ incoming }: UserState): number | undefined {
  return ratio(incoming[OUTCOMES.indexOf('answered')] ?? 0, total(incoming));
}

/** Mean length in seconds of the answered calls that carry a duration. */
export function averageDurationSeconds({ answeredMs, timedAnswered }: UserState): number | undefined {
  return ratio(answeredMs / 1000, timedAnswered);
}

/** Calls a day between the first and the last event, over one day at least; undefined without calls. */
export function callsPerDay(state: UserState): number | undefined {
  const calls = total(state.incoming) + total(state.outgoing);
  return calls === 0 ? undefined : calls / Math.max(1, (state.lastMs - state.firstMs) / DAY_MS);
}

/** Calls by hour of the day on a clock in `zone`. */
export function hourlyCalls(quarters: readonly { readonly quarter: number; readonly calls: number }[], zone: string, clock: ZoneClock): number[] {
  const hours = new Array<number>(24).fill(0);
  for (const { quarter, calls } of quarters) {
    const hour = clock.localHour(zone, quarter * QUARTER_HOUR_MS);
    hours[hour] = (hours[hour] ?? 0) + calls;
  }
  return hours;
}

export type InteractionStyle = 'delegating' | 'responsive' | 'selective' | 'unavailable';

const FEWEST_CALLS = 10;

/**
 * How the user deals with incoming calls: *delegating* leaves half of them or more to the AI, *responsive* answers 70 % or
 * more, *unavailable* misses 60 % or more, *selective* is everyone else. Undefined below ten incoming calls.
 */
export function interactionStyle({ incoming }: UserState): InteractionStyle | undefined {
  const all = total(incoming);
  if (all < FEWEST_CALLS) return undefined;
  const share = (outcome: (typeof OUTCOMES)[number]): number => (incoming[OUTCOMES.indexOf(outcome)] ?? 0) / all;
  if (share('ai_handled') >= 0.5) return 'delegating';
  if (share('answered') >= 0.7) return 'responsive';
  return share('missed') >= 0.6 ? 'unavailable' : 'selective';
}

export type RiskLevel = 'low' | 'medium' | 'high';

/** Spam in incoming calls and what it amounts to: from 20 % medium, from 40 % high; null without incoming calls. */
export function spamRisk(spamCalls: number, incoming: number): { spamExposure: number | null; level: RiskLevel | null } {
  const exposure = ratio(spamCalls, incoming);
  if (exposure === undefined) return { spamExposure: null, level: null };
  const medium = exposure >= 0.2 ? 'medium' : 'low';
  return { spamExposure: exposure, level: exposure >= 0.4 ? 'high' : medium };
}
