import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { SCORE_JOB } from './jobs/score-callers.job.js';

/** The queue of scoring all numbers. */
@Module({ imports: [BullModule.registerQueue({ name: SCORE_JOB.queue })], exports: [BullModule] })
export class ScoreQueueModule {
  constructor(@InjectQueue(SCORE_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the scoring queue cannot reach its store', { reason: error.message }));
  }
}
