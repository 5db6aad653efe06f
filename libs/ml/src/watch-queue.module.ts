import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { WATCH_JOB } from './jobs/model-watch.job.js';

/** The queue of watching and retraining. */
@Module({ imports: [BullModule.registerQueue({ name: WATCH_JOB.queue })], exports: [BullModule] })
export class WatchQueueModule {
  constructor(@InjectQueue(WATCH_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the watching queue cannot reach its store', { reason: error.message }));
  }
}
