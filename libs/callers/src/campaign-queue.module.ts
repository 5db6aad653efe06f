import { BullModule, InjectQueue } from '@nestjs/bullmq';
import { Inject, Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { CAMPAIGNS_JOB } from './jobs/campaigns/campaigns.job.js';

/** The queue of finding campaigns. */
@Module({ imports: [BullModule.registerQueue({ name: CAMPAIGNS_JOB.queue })], exports: [BullModule] })
export class CampaignQueueModule {
  constructor(@InjectQueue(CAMPAIGNS_JOB.queue) queue: Queue, @Inject(Logger) logger: Logger) {
    // Without a listener BullMQ prints the error, connection and all, past our log.
    queue.on('error', (error) => logger.warn('the queue of campaigns cannot reach its store', { reason: error.message }));
  }
}
