import type { JobContract } from '#platform/queues';

/** Adds up the hours of all users. What fails is done by the next. */
export const ANALYTICS_JOB = {
  queue: 'analytics',
  name: 'analytics-add-up',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Two minutes after each hour: what was said of it has been folded by then, and trends are refreshed. */
export const ANALYTICS_PATTERN = '2 * * * *';
