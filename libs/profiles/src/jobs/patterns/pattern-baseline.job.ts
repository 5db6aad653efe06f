import type { JobContract } from '#platform/queues';

/** Adds up how the platform's users call, for what is compared with them. */
export const PATTERN_BASELINE_JOB = {
  queue: 'pattern-baseline',
  name: 'pattern-baseline',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 30_000 }, removeOnComplete: { count: 24 }, removeOnFail: { count: 50 } },
} as const satisfies JobContract;

export const PATTERN_BASELINE_PATTERN = '47 * * * *';
