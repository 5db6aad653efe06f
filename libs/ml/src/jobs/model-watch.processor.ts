import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { WatchModels } from '../app/watching/watch-models.js';
import { RETRAIN_JOB, WATCH_JOB } from './model-watch.job.js';

/** One at a time in this process; a lock keeps other processes from it meanwhile. */
@Processor(WATCH_JOB.queue, { concurrency: 1 })
export class ModelWatchProcessor extends JobWorker {
  constructor(
    @Inject(WatchModels) private readonly watch: WatchModels,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process({ name }: Pick<Job, 'name'>): Promise<object> {
    if (name === RETRAIN_JOB.name) return this.watch.retrainAll();
    return (await this.watch.all()) ?? { skipped: 'another process is at it' };
  }
}
