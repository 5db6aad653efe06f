import { DAY_MS } from '#kernel';

import type { Line } from './line.js';
import { evidenceIn, surpriseOfFew } from './surprise.js';

const HOUR_MS = 3_600_000;
const HOURS_A_DAY = 24;
/** Lines that worked in fewer hours have not taken turns often enough to tell. */
const FEWEST_HOURS = 8;
/** Who takes turns lives side by side: share of the longer life that is common to both. */
const COMMON_LIFE = 0.8;

/** The hours in which a line called, since the epoch, ascending, and how many of them at each hour of the day. */
export interface Shifts {
  readonly hours: readonly number[];
  readonly byHourOfDay: Uint32Array;
}

export function shiftsOf({ calls }: Line): Shifts {
  const hours: number[] = [];
  const byHourOfDay = new Uint32Array(HOURS_A_DAY);
  for (const { atMs } of calls) {
    const hour = Math.floor(atMs / HOUR_MS);
    if (hours.at(-1) === hour) continue;
    hours.push(hour);
    byHourOfDay[hour % HOURS_A_DAY] = (byHourOfDay[hour % HOURS_A_DAY] as number) + 1;
  }
  return { hours, byHourOfDay };
}

function commonHours(one: readonly number[], other: readonly number[]): number {
  let [common, at] = [0, 0];
  for (const hour of one) {
    while (at < other.length && (other[at] as number) < hour) at++;
    if (other[at] === hour) common++;
  }
  return common;
}

function expectedTogether(one: Shifts, other: Shifts, days: number): number {
  let sum = 0;
  for (let hour = 0; hour < HOURS_A_DAY; hour++) sum += (one.byHourOfDay[hour] as number) * (other.byHourOfDay[hour] as number);
  return sum / days;
}

/**
 * How far two lines take turns, in nats: one is silent in the hours in which the other calls, although they live side by
 * side. Compared with chance that knows at what hours of the day each works, so that a morning and an evening line don't
 * alternate by that alone. 0 where they do not, or where it cannot be told.
 */
export function alternation(one: Shifts, other: Shifts): number {
  if (one.hours.length < FEWEST_HOURS || other.hours.length < FEWEST_HOURS) return 0;
  const [from, to] = [one.hours[0] as number, one.hours.at(-1) as number];
  const [start, end] = [other.hours[0] as number, other.hours.at(-1) as number];
  const longer = Math.max(to - from, end - start);
  if (Math.min(to, end) - Math.max(from, start) < COMMON_LIFE * longer) return 0;
  const expected = expectedTogether(one, other, Math.max(1, (longer * HOUR_MS) / DAY_MS));
  // Not even a single hour in common would say anything.
  if (evidenceIn(expected) === 0) return 0;
  return evidenceIn(surpriseOfFew(commonHours(one.hours, other.hours), expected));
}
