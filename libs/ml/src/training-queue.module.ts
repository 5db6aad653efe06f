import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { TRAIN_JOB } from './jobs/train.job.js';

/** The queue of training jobs. */
@Module({ imports: [BullModule.registerQueue({ name: TRAIN_JOB.queue })], exports: [BullModule] })
export class TrainingQueueModule {
  constructor(@InjectQueue(TRAIN_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the training queue cannot reach its store', { reason: error.message }));
  }
}
