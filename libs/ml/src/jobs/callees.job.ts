import type { JobContract } from '#platform/queues';

/** Learns whom users call next. */
export const CALLEES_JOB = {
  queue: 'callees',
  name: 'learn-callees',
  options: { attempts: 5, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** At night, in UTC. */
export const CALLEES_PATTERN = '23 3 * * *';
