import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { UPKEEP_JOB } from './jobs/partition-upkeep.job.js';

/** The queue of the log's own jobs. */
@Module({ imports: [BullModule.registerQueue({ name: UPKEEP_JOB.queue })], exports: [BullModule] })
export class EventLogQueueModule {
  constructor(@InjectQueue(UPKEEP_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the job queue cannot reach its store', { reason: error.message }));
  }
}
