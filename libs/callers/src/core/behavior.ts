import { ratio } from '#kernel';
import { ANSWERED } from '#realtime/core';
import { nightCalls, sameLength } from './call-terms.js';
import type { CallerState } from './caller-state.js';
import { callsMade, daysSeen } from './evidence.js';
import type { PairState } from './pair-state.js';

/** Calls so long after an earlier one to the same user are a return on another occasion, in any zone. */
const RETURN_AFTER_MS = 8 * 3_600_000;
/** Calls so soon after the one before to the same user are redials. */
const REDIAL_WITHIN_MS = 10 * 60_000;
const HOUR_MS = 3_600_000;
/** Who has a round to make calls so often in an hour; and so often beyond is half of the way to the worst. */
const BRISK_CALLS = 10;
const CALLS_TO_HALF = 20;

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
   * 1 − (1 − r)(1 − n)(1 − h): r the share of the sampled calls that come within 10 minutes after the one before to the same
   * user, n the share of all calls made that came from 22:00 to 7:00 on the callee's clock, h = x / (x + 20) with x the sampled
   * calls in its busiest hour beyond ten.
   */
  readonly aggression: number | null;
  /** Simpson's index: share of the pairs of calls over 10 s that lasted about equally long. */
  readonly scriptedness: number | null;
  /** Share of the missed calls that rang for less than 3 s, of those of which it is known. */
  readonly oneRing: number | null;
  /** 1 where it shares all but its last four digits with the number it calls, else 0; null where that one is not known. */
  readonly neighbourSpoofing: number | null;
  /** Calls made by the callee's hour of the day. */
  readonly hourly: readonly number[];
}

const NOTHING: Omit<Behavior, 'neighbourSpoofing' | 'hourly'> = {
  callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null, scriptedness: null, oneRing: null,
};

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

/** How far the busiest hour of the sampled calls goes beyond what a round takes, 0–1. */
function haste(sample: readonly Times[]): number {
  const times = sample.flatMap(({ callTimes }) => callTimes).sort((left, right) => left - right);
  let [first, busiest] = [0, 0];
  times.forEach((atMs, last) => {
    while (atMs - (times[first] as number) >= HOUR_MS) first++;
    busiest = Math.max(busiest, last - first + 1);
  });
  const beyond = Math.max(0, busiest - BRISK_CALLS);
  return beyond / (beyond + CALLS_TO_HALF);
}

function shareOf(count: (times: readonly number[]) => number, sample: readonly Times[]): number | null {
  const calls = sample.reduce((sum, { callTimes }) => sum + callTimes.length, 0);
  return ratio(sample.reduce((sum, { callTimes }) => sum + count(callTimes), 0), calls) ?? null;
}

/**
 * `sample` holds pairs of the number, 50 or fewer and no matter which, each with its latest call times (latest first);
 * calls outside it count for neither persistence nor aggression's redials and hours. `isNeighbour`: of the number that is called, where that is known.
 */
export function behaviorOf(caller: CallerState | undefined, sample: readonly Times[], isNeighbour?: boolean): Behavior {
  const made = callsMade(caller);
  const neighbourSpoofing = isNeighbour === undefined ? null : Number(isNeighbour);
  if (caller === undefined || made === 0) return { ...NOTHING, neighbourSpoofing, hourly: new Array<number>(24).fill(0) };
  const alike = sameLength(caller);
  const redialShare = shareOf(redials, sample);
  const meanMs = ratio(caller.answeredMs, caller.timedAnswered);
  return {
    callsPerDay: made / daysSeen(caller),
    answerRate: (caller.made[ANSWERED] ?? 0) / made,
    averageDurationSeconds: meanMs === undefined ? null : meanMs / 1000,
    persistence: shareOf(returns, sample),
    aggression: redialShare === null ? null : 1 - (1 - redialShare) * (1 - nightCalls(caller) / made) * (1 - haste(sample)),
    scriptedness: ratio(alike.hits, alike.total) ?? null,
    oneRing: ratio(caller.shortRings ?? 0, caller.rings ?? 0) ?? null,
    neighbourSpoofing,
    hourly: [...caller.hours],
  };
}
