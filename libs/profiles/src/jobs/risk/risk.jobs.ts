import type { JobContract } from '#platform/queues';

const OPTIONS = { attempts: 3, backoff: { type: 'exponential', delay: 5000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } } as const;

/** Looks at users with new security events for what is worth an alert. */
export const THREATS_JOB = { queue: 'threats', name: 'watch-threats', options: OPTIONS } as const satisfies JobContract;
export const THREATS_EVERY_MS = 60_000;

/** Finds how risk is spread over users. */
export const RISK_SPREAD_JOB = { queue: 'risk-spread', name: 'measure-risk', options: OPTIONS } as const satisfies JobContract;
export const RISK_SPREAD_PATTERN = '17 * * * *';
