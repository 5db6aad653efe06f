import type { JobContract } from '#platform/queues';
import { ANALYTICS_JOB } from '../add-up.job.js';

/** Tells what came to hold of users whose day has ended. What fails is looked at again in an hour. */
export const INSIGHTS_JOB = {
  queue: ANALYTICS_JOB.queue,
  name: 'watch-insights',
  options: { attempts: 1, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** A day that ended on the hour counts as over an hour later; reports of it are made first. */
export const INSIGHTS_PATTERN = '22 * * * *';
