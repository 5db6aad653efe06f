import type { JobsOptions } from 'bullmq';

/** What the one who queues a job and the one who runs it agree on. */
export interface JobContract {
  readonly queue: string;
  readonly name: string;
  readonly options: Pick<JobsOptions, 'attempts' | 'backoff' | 'removeOnComplete' | 'removeOnFail'>;
}
