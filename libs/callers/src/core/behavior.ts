import { ratio } from '#kernel';
import { ANSWERED } from '#realtime/core';
import { nightCalls } from './call-terms.js';
import type { CallerState } from './caller-state.js';
import { callsMade, daysSeen } from './evidence.js';
import type { PairState } from './pair-state.js';

/** Calls so long after an earlier one to the same user are a return on another occasion, in any zone. */
const RETURN_AFTER_MS = 8 * 3_600_000;
/** Calls so soon after the one before to the same user are redials. */
const REDIAL_WITHIN_MS = 10 * 60_000;

/** How a number behaves in the calls it made. `null` where nothing is there to divide by. */
export interface Behavior {
  /** Calls made a day from the first to the last call of either direction, one day at least. */
  readonly callsPerDay: number | null;
  /** Answered calls made / calls made. */
  readonly answerRate: number | null;
  /** Mean duration of answered calls made that carry one. */
  readonly averageDurationSeconds: number | null;
  /** Share of the sampled calls that follow an earlier kept call to the same user by at least 8 hours. */
  readonly persistence: number | null;
  /**
   * 1 − (1 − r)(1 − n): r the share of the sampled calls that come within 10 minutes after the one before to the same
   * user, n the share of all calls made that came from 22:00 to 7:00 on the callee's clock.
   */
  readonly aggression: number | null;
  /** Calls made by the callee's hour of the day. */
  readonly hourly: readonly number[];
}

type Times = Pick<PairState, 'callTimes'>;

/** Calls that come within `REDIAL_WITHIN_MS` after the one before. `times`: latest first. */
function redials(times: readonly number[]): number {
  return times.filter((atMs, index) => atMs - (times[index + 1] ?? -Infinity) <= REDIAL_WITHIN_MS).length;
}

/** Calls at least `RETURN_AFTER_MS` after the first kept one. */
function returns(times: readonly number[]): number {
  const firstMs = times.at(-1) ?? Infinity;
  return times.filter((atMs) => atMs - firstMs >= RETURN_AFTER_MS).length;
}

function shareOf(count: (times: readonly number[]) => number, sample: readonly Times[]): number | null {
  const calls = sample.reduce((sum, { callTimes }) => sum + callTimes.length, 0);
  return ratio(sample.reduce((sum, { callTimes }) => sum + count(callTimes), 0), calls) ?? null;
}

/**
 * `sample` holds pairs of the number, 50 or fewer and no matter which, each with its latest call times (latest first);
 * calls outside it count for neither persistence nor aggression's redials.
 */
export function behaviorOf(caller: CallerState | undefined, sample: readonly Times[]): Behavior {
  const made = callsMade(caller);
  if (caller === undefined || made === 0) {
    const none = { callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null };
    return { ...none, hourly: new Array<number>(24).fill(0) };
  }
  const redialShare = shareOf(redials, sample);
  const meanMs = ratio(caller.answeredMs, caller.timedAnswered);
  return {
    callsPerDay: made / daysSeen(caller),
    answerRate: (caller.made[ANSWERED] ?? 0) / made,
    averageDurationSeconds: meanMs === undefined ? null : meanMs / 1000,
    persistence: shareOf(returns, sample),
    aggression: redialShare === null ? null : 1 - (1 - redialShare) * (1 - nightCalls(caller) / made),
    hourly: [...caller.hours],
  };
}
