import type { JobContract } from '#platform/queues';

const QUEUE = 'reports';

/** Makes one report that somebody ordered. */
export const REPORT_JOB = {
  queue: QUEUE,
  name: 'make-report',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 10_000 }, removeOnComplete: { count: 100 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** Makes all that are due. What fails is due in an hour again. */
export const DUE_REPORTS_JOB = {
  queue: QUEUE,
  name: 'make-due-reports',
  options: { attempts: 1, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** After the hour's calls of all users are added up. */
export const DUE_REPORTS_PATTERN = '12 * * * *';
