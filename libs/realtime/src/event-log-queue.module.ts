import { BullModule } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { UPKEEP_JOB } from './jobs/partition-upkeep.job.js';

/** The queue of the log's own jobs. */
@Module({ imports: [BullModule.registerQueue({ name: UPKEEP_JOB.queue })], exports: [BullModule] })
export class EventLogQueueModule {}
