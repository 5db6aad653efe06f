import type { Sessions } from './sessions.js';

const DAYS_A_WEEK = 7;
/** On fewer days with calls nothing that days repeat can be told. */
export const FEWEST_DAYS = 14;
/** Weeks with calls that anything weekly wants. */
export const FEWEST_WEEKS = 4;

/** How many different days, or other clusters, there are among some. O(clusters). */
export function distinct(clusters: Iterable<number>): number {
  return new Set(clusters).size;
}

/**
 * A chance that is no smaller than that of as many coins as there are days, or weeks, all of which fell alike: were the calls of each of them
 * turned at random (a test by signs), less could not come out, however many calls a day has.
 * @param units days or weeks that bear witness; at least one
 */
export function noSurerThan(units: number, pValue: number): number {
  return Math.max(pValue, Math.min(1, 2 ** (1 - units)));
}

/**
 * Weeks of seven full days each from the first full day on, as places of their sessions; weeks without any are left out. The first day is left
 * out, being there because of a call, and so is the one that still runs.
 */
export function fullWeeks({ day, lastDay }: Sessions): readonly (readonly number[])[] {
  const weeks = new Map<number, number[]>();
  const count = Math.floor((lastDay - 1) / DAYS_A_WEEK);
  for (let at = 0; at < day.length; at++) {
    const week = Math.floor(((day[at] as number) - 1) / DAYS_A_WEEK);
    if (week < 0 || week >= count) continue;
    const known = weeks.get(week);
    if (known === undefined) weeks.set(week, [at]);
    else known.push(at);
  }
  return [...weeks.values()];
}
