import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { WatchModels } from '../app/watching/watch-models.js';
import { RETRAIN_JOB, WATCH_JOB } from './model-watch.job.js';

/** One at a time in this process; a lock keeps other processes from it meanwhile. */
@Processor(WATCH_JOB.queue, { concurrency: 1 })
export class ModelWatchProcessor extends WorkerHost {
  constructor(
    @Inject(WatchModels) private readonly watch: WatchModels,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  @OnWorkerEvent('error')
  failed(error: Error): void {
    this.logger.warn('the watching worker cannot reach its store', { reason: error.message });
  }

  override async process({ name }: Pick<Job, 'name'>): Promise<object> {
    if (name === RETRAIN_JOB.name) return this.watch.retrainAll();
    return (await this.watch.all()) ?? { skipped: 'another process is at it' };
  }
}
