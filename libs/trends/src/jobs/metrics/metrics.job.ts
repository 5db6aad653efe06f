import type { JobContract } from '#platform/queues';

/** Judges the quarter hours that closed, of latencies and errors. */
export const METRICS_JOB = {
  queue: 'system-metrics',
  name: 'watch-metrics',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 5000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Six minutes after each quarter hour: it counts as closed after five. */
export const METRICS_PATTERN = '6-59/15 * * * *';
