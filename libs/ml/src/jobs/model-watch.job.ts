import type { JobContract } from '#platform/queues';

const QUEUE = 'model-watch';

/** Looks after every model that is served. Not tried again: the next look comes anyway. */
export const WATCH_JOB = {
  queue: QUEUE,
  name: 'watch',
  options: { attempts: 1, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Has models learn anew from the history of calls. */
export const RETRAIN_JOB = {
  queue: QUEUE,
  name: 'retrain',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 60_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;
