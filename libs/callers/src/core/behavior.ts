import { DAY_MS, ratio } from '#kernel';
import { ANSWERED } from '#realtime/core';
import { alikeLengths } from './alike-lengths.js';
import { nightCalls } from './call-terms.js';
import type { CallerState } from './caller-state.js';
import { callsMade, daysSeen } from './evidence.js';
import { returnsAfterTurnedAway, type PairCalls } from './pair-state.js';

/** The clock that days are told by, UTC+8: whose user lives on another is not known of a sample. */
const EAST_MS = 8 * 3_600_000;
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
  /**
   * 1 − (1 − d)(1 − r): of the sampled users, d the share of the days (of UTC+8) with a call to one user that were not the first such day,
   * r the share of the calls that came straight after one that the same user had turned away (rejected, or hung up within 10 s). Where r is not known, d.
   */
  readonly persistence: number | null;
  /**
   * 1 − (1 − r)(1 − n)(1 − h): r the share of the sampled calls that come within 10 minutes after the one before to the same
   * user, n the share of all calls made that came from 22:00 to 7:00 on the callee's clock, h = x / (x + 20) with x the sampled
   * calls in its busiest hour beyond ten.
   */
  readonly aggression: number | null;
  /** Share of the pairs of calls over 10 s of which neither lasted more than one and a half times as long as the other, as far as classes of lengths tell. */
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

type Times = Pick<PairCalls, 'callTimes'>;

/** Calls that come within `REDIAL_WITHIN_MS` after the one before. `times`: latest first. */
function redials(times: readonly number[]): number {
  return times.filter((atMs, index) => atMs - (times[index + 1] ?? -Infinity) <= REDIAL_WITHIN_MS).length;
}

function daysOf({ callTimes }: Times): number {
  return new Set(callTimes.map((atMs) => Math.floor((atMs + EAST_MS) / DAY_MS))).size;
}

/** Share of the days on which one user was called that are not the first. */
function furtherDays(sample: readonly Times[]): number | undefined {
  const days = sample.map(daysOf).filter((count) => count > 0);
  const all = days.reduce((sum, count) => sum + count, 0);
  return ratio(all - days.length, all);
}

/** Share of the calls that came straight after one that was turned away, of the pairs of which it is known. */
function comesBack(sample: readonly PairCalls[]): number | undefined {
  const known = sample.map((pair) => ({ made: pair.made, returns: returnsAfterTurnedAway(pair) })).filter(({ returns }) => returns !== undefined);
  return ratio(known.reduce((sum, { returns = 0 }) => sum + returns, 0), known.reduce((sum, { made }) => sum + made, 0));
}

function persistenceOf(sample: readonly PairCalls[]): number | null {
  const days = furtherDays(sample);
  return days === undefined ? null : 1 - (1 - days) * (1 - (comesBack(sample) ?? 0));
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

function redialShareOf(sample: readonly Times[]): number | undefined {
  const calls = sample.reduce((sum, { callTimes }) => sum + callTimes.length, 0);
  return ratio(sample.reduce((sum, { callTimes }) => sum + redials(callTimes), 0), calls);
}

/**
 * `sample` holds pairs of the number, 50 or fewer and no matter which, each with its latest call times (latest first);
 * calls outside it count for neither persistence nor aggression's redials and hours. `isNeighbour`: of the number that is called, where that is known.
 */
export function behaviorOf(caller: CallerState | undefined, sample: readonly PairCalls[], isNeighbour?: boolean): Behavior {
  const made = callsMade(caller);
  const neighbourSpoofing = isNeighbour === undefined ? null : Number(isNeighbour);
  if (caller === undefined || made === 0) return { ...NOTHING, neighbourSpoofing, hourly: new Array<number>(24).fill(0) };
  const alike = alikeLengths(caller.durations);
  const redialShare = redialShareOf(sample);
  const meanMs = ratio(caller.answeredMs, caller.timedAnswered);
  return {
    callsPerDay: made / daysSeen(caller),
    answerRate: (caller.made[ANSWERED] ?? 0) / made,
    averageDurationSeconds: meanMs === undefined ? null : meanMs / 1000,
    persistence: persistenceOf(sample),
    aggression: redialShare === undefined ? null : 1 - (1 - redialShare) * (1 - nightCalls(caller) / made) * (1 - haste(sample)),
    scriptedness: ratio(alike.hits, alike.total) ?? null,
    oneRing: ratio(caller.shortRings ?? 0, caller.rings ?? 0) ?? null,
    neighbourSpoofing,
    hourly: [...caller.hours],
  };
}
