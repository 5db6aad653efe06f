import { OUTCOMES } from '#realtime/core';
import type { LocalTime } from '../period/local-time.js';

/** A user's, or all users', calls in a stretch of time that no clock hour cuts. */
export interface CallCounts {
  /** When it begins. */
  readonly startMs: number;
  /** By outcome, in the order of OUTCOMES. */
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  /** Answered calls of either direction that carry a duration, and how long they lasted in all. */
  readonly timedAnswered: number;
  readonly answeredMs: number;
}

/** {@link CallCounts} of a period, added up. */
export interface CallTotals {
  readonly incoming: readonly number[];
  readonly outgoing: readonly number[];
  readonly timedAnswered: number;
  readonly answeredMs: number;
  /** Calls of either direction by hour of the day, and by day of the week from Monday on. */
  readonly hours: readonly number[];
  readonly weekdays: readonly number[];
}

export const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const zeros = (length: number): number[] => new Array<number>(length).fill(0);

function addTo(counts: number[], more: readonly number[]): void {
  more.forEach((count, at) => (counts[at] = (counts[at] ?? 0) + count));
}

/** Adds up counts of `[fromMs, toMs)` on a clock. O(n). */
export function totalsOf(counts: readonly CallCounts[], { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number }, time: LocalTime): CallTotals {
  const totals = { incoming: zeros(OUTCOMES.length), outgoing: zeros(OUTCOMES.length), hours: zeros(24), weekdays: zeros(7), timedAnswered: 0, answeredMs: 0 };
  for (const count of counts) {
    if (count.startMs < fromMs || count.startMs >= toMs) continue;
    addTo(totals.incoming, count.incoming);
    addTo(totals.outgoing, count.outgoing);
    totals.timedAnswered += count.timedAnswered;
    totals.answeredMs += count.answeredMs;
    const { hour, weekday } = time.placeOf(count.startMs);
    const calls = sum(count.incoming) + sum(count.outgoing);
    totals.hours[hour] = (totals.hours[hour] ?? 0) + calls;
    totals.weekdays[weekday] = (totals.weekdays[weekday] ?? 0) + calls;
  }
  return totals;
}
