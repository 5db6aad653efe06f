import type { JobContract } from '#platform/queues';

/** Adds up the platform's hours and makes the reports anew that are looked at. What fails is done by the next. */
export const TREND_JOB = {
  queue: 'trends',
  name: 'trend-refresh',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** A minute after each hour: what was said of it has been folded by then. */
export const TREND_PATTERN = '1 * * * *';

/** Adds up the platform's hours alone, as long as that was never done: who begins does not wait for the next hour to see anything. */
export const ROLL_UP_JOB = { ...TREND_JOB, name: 'platform-roll-up' } as const satisfies JobContract;

export const ROLL_UP_PATTERN = '6-56/5 * * * *';
