import type { JobContract } from '#platform/queues';

const QUEUE = 'campaigns';

/** Finds campaigns among all suspects. */
export const CAMPAIGNS_JOB = {
  queue: QUEUE,
  name: 'find-campaigns',
  options: { attempts: 5, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 50 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Looks for numbers that suddenly call a great deal. What fails is done by the next look. */
export const STORM_JOB = {
  queue: QUEUE,
  name: 'watch-storms',
  options: { attempts: 1, removeOnComplete: { count: 20 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Some minutes after the hourly look at scores. */
export const CAMPAIGNS_PATTERN = '7 * * * *';

export const STORM_EVERY_MS = 60_000;
