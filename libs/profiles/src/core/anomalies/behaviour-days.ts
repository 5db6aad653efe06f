import type { LocalDays } from './local-days.js';

/** A user's calls in one UTC quarter hour. */
export interface QuarterActivity {
  readonly quarter: number;
  readonly incoming: number;
  readonly answered: number;
  readonly aiHandled: number;
  readonly outgoing: number;
  /** Answered calls that carry a duration, and the milliseconds they lasted. */
  readonly timed: number;
  readonly answeredMs: number;
}

/** Numbers that first called the user in a UTC quarter hour. */
export interface QuarterArrivals {
  readonly quarter: number;
  readonly callers: number;
}

/** What a user's days held, one entry a day from `firstDay` on, a day without a call among them: the log is complete, so nothing is zero, not missing. */
export interface BehaviourDays {
  readonly firstDay: number;
  readonly length: number;
  readonly incoming: Float64Array;
  readonly answered: Float64Array;
  readonly aiHandled: Float64Array;
  readonly outgoing: Float64Array;
  readonly timed: Float64Array;
  readonly answeredMs: Float64Array;
  /** Calls of either direction from midnight to six. */
  readonly night: Float64Array;
  /** Different hours of the day in which there was a call. */
  readonly activeHours: Float64Array;
  readonly newCallers: Float64Array;
}

const NIGHT_ENDS = 6;

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) bits++;
  return bits;
}

/**
 * Adds a user's quarter hours up to days on the user's clock.
 * @param span days `firstDay` … `lastDay`, both included; what lies outside is passed over
 * Cost: one step a quarter hour.
 */
export function foldDays(
  activity: { readonly quarters: readonly QuarterActivity[]; readonly arrivals: readonly QuarterArrivals[] },
  span: { readonly firstDay: number; readonly lastDay: number }, calendar: LocalDays,
): BehaviourDays {
  const length = Math.max(0, span.lastDay - span.firstDay + 1);
  const zeros = (): Float64Array => new Float64Array(length);
  const days = {
    firstDay: span.firstDay, length, incoming: zeros(), answered: zeros(), aiHandled: zeros(), outgoing: zeros(), timed: zeros(), answeredMs: zeros(),
    night: zeros(), activeHours: zeros(), newCallers: zeros(),
  };
  const hours = new Int32Array(length);
  for (const quarter of activity.quarters) {
    const { day, hour } = calendar.placeOf(quarter.quarter);
    const at = day - span.firstDay;
    const calls = quarter.incoming + quarter.outgoing;
    if (at < 0 || at >= length || calls === 0) continue;
    for (const name of ['incoming', 'answered', 'aiHandled', 'outgoing', 'timed', 'answeredMs'] as const) days[name][at] = (days[name][at] as number) + quarter[name];
    if (hour < NIGHT_ENDS) days.night[at] = (days.night[at] as number) + calls;
    hours[at] = (hours[at] as number) | (1 << hour);
  }
  hours.forEach((mask, at) => (days.activeHours[at] = bitsIn(mask)));
  for (const { quarter, callers } of activity.arrivals) {
    const at = calendar.placeOf(quarter).day - span.firstDay;
    if (at >= 0 && at < length) days.newCallers[at] = (days.newCallers[at] as number) + callers;
  }
  return days;
}
