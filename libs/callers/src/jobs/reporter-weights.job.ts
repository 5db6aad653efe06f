import type { JobContract } from '#platform/queues';

/** Weighs those who report. */
export const WEIGHTS_JOB = {
  queue: 'reporter-weights',
  name: 'reporter-weights',
  options: { attempts: 5, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Whether everybody is to be weighed anew, or those alone who have reported for the first time since. */
export interface WeightsPayload {
  readonly all: boolean;
}

export const NEWCOMERS_PATTERN = '37 * * * *';

/** At night, in UTC, before all numbers are scored. */
export const WEIGHTS_PATTERN = '7 2 * * *';
