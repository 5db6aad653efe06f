/** Below, nobody needs to hurry: the hourly look is soon enough. */
const FEWEST_CALLS = 20;
const FEWEST_USERS = 10;
const TIMES_USUAL = 5;
/** Standard deviations of a Poisson count: chance does not reach so far. */
const DEVIATIONS = 6;

/** Calls of a number in the last minutes. */
export interface RecentCalls {
  readonly callerId: number;
  readonly calls: number;
  readonly users: number;
  /** Calls it made in a span of that length before, on average; 0 for one that never called. */
  readonly usual: number;
}

/** Whether a number calls so much more than it used to that waiting for the next hour would be too late. */
export function isStorm({ calls, users, usual }: RecentCalls): boolean {
  return calls >= FEWEST_CALLS && users >= FEWEST_USERS && calls >= TIMES_USUAL * usual && calls > usual + DEVIATIONS * Math.sqrt(usual);
}
