import { DAY_MS } from '#kernel';

const WEEK_MS = 7 * DAY_MS;
// The epoch began on a Thursday; weeks begin on Mondays.
const MONDAY_MS = 4 * DAY_MS;
const WEEKS_AHEAD = 4;

export interface Week {
  /** The Monday it begins on (UTC), as yyyymmdd. */
  readonly name: string;
  readonly startMs: number;
  readonly endMs: number;
}

/** The weeks whose events may arrive around `nowMs`: last week (clocks differ), this one and four to come. */
export function weeksAround(nowMs: number): Week[] {
  const thisWeek = Math.floor((nowMs - MONDAY_MS) / WEEK_MS);
  return Array.from({ length: WEEKS_AHEAD + 2 }, (_, index) => {
    const startMs = (thisWeek - 1 + index) * WEEK_MS + MONDAY_MS;
    return { name: new Date(startMs).toISOString().slice(0, 10).replaceAll('-', ''), startMs, endMs: startMs + WEEK_MS };
  });
}
