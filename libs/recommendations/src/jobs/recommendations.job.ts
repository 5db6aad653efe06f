import type { JobContract } from '#platform/queues';

const QUEUE = 'recommendations';

/** Makes one user's list anew. */
export const REFRESH_JOB = {
  queue: QUEUE,
  name: 'recommendations-refresh',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 100 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** The user by surrogate id: queues know no other. */
export interface RefreshOrder {
  readonly userId: number;
}

/** Measures effects, learns rankings and orders the refreshes of those who look at theirs. */
export const DAILY_JOB = { ...REFRESH_JOB, name: 'recommendations-daily' } as const satisfies JobContract;

/** Before users in China get up. */
export const DAILY_PATTERN = '10 20 * * *';
