import type { JobContract } from '#platform/queues';

/** Judges the hours that closed, of all monitors whose time has come. */
export const MONITORS_JOB = {
  queue: 'monitors',
  name: 'evaluate-monitors',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 5000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

export const MONITORS_EVERY_MS = 60_000;
