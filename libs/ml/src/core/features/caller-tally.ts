import { ANSWERED, INCOMING, OUTCOMES, type StoredCall } from '#realtime/core';
import type { CallerCounts } from './caller-at-call.js';
import { DURATION_CLASSES, durationClass, SHORT_CALL_MS } from './duration-classes.js';

/** Counts that calls are added to. */
export type Tally<Counts> = { -readonly [Field in keyof Counts]: Counts[Field] extends readonly number[] ? number[] : Counts[Field] };

/** What the calls with one number add up to. Integers, minima and maxima: any order and grouping of the same calls gives the same. */
export type CallerTally = Tally<CallerCounts>;

const MISSED_OR_REJECTED = new Set([OUTCOMES.indexOf('missed'), OUTCOMES.indexOf('rejected')]);

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

function increment(counts: number[], at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

export function emptyTally(): CallerTally {
  return {
    made: zeros(OUTCOMES.length), taken: zeros(OUTCOMES.length), timedAnswered: 0, answeredMs: 0, timed: 0, short: 0,
    durations: zeros(DURATION_CLASSES), hours: zeros(24), firstMs: Infinity, lastMs: -Infinity,
  };
}

/** Adds one call of the number to `tally` in place. */
export function addToTally(tally: CallerTally, { call, occurredAtMs }: Pick<StoredCall, 'call' | 'occurredAtMs'>): void {
  tally.firstMs = Math.min(tally.firstMs, occurredAtMs);
  tally.lastMs = Math.max(tally.lastMs, occurredAtMs);
  if (call.direction !== INCOMING) return increment(tally.taken, call.outcome);
  increment(tally.made, call.outcome);
  increment(tally.hours, call.localHour);
  if (call.durationMs === undefined || MISSED_OR_REJECTED.has(call.outcome)) return;
  tally.timed++;
  if (call.durationMs <= SHORT_CALL_MS) tally.short++;
  increment(tally.durations, durationClass(call.durationMs));
  if (call.outcome !== ANSWERED) return;
  tally.timedAnswered++;
  tally.answeredMs += call.durationMs;
}
