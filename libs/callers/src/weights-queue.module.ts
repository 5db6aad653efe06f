import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { WEIGHTS_JOB } from './jobs/reporter-weights.job.js';

/** The queue of weighing those who report. */
@Module({ imports: [BullModule.registerQueue({ name: WEIGHTS_JOB.queue })], exports: [BullModule] })
export class WeightsQueueModule {
  constructor(@InjectQueue(WEIGHTS_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the queue of reporter weights cannot reach its store', { reason: error.message }));
  }
}
