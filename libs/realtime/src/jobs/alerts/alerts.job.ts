import type { JobContract } from '#platform/queues';

/** Looks at all rules as of the last full minute, and ends incidents that nothing was heard of. */
export const ALERTS_JOB = {
  queue: 'alerts',
  name: 'evaluate-rules',
  options: { attempts: 2, backoff: { type: 'exponential', delay: 5000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

export const ALERTS_EVERY_MS = 60_000;
