import type { JobContract } from '#platform/queues';

/** Has all models forecast the last two days of users' series. */
export const FORECAST_EVALUATION_JOB = {
  queue: 'forecast-evaluation',
  name: 'evaluate-forecasts',
  options: { attempts: 3, backoff: { type: 'exponential', delay: 60_000 }, removeOnComplete: { count: 30 }, removeOnFail: { count: 100 } },
} as const satisfies JobContract;

/** In the small hours of China, after midnight's work. */
export const FORECAST_EVALUATION_PATTERN = '20 19 * * *';

/** After a start, which has enough to do for a moment. */
export const FIRST_EVALUATION_DELAY_MS = 120_000;
