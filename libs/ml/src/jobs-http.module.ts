import { getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { QueueModule, type JobContract } from '#platform/queues';
import { Jobs } from './app/jobs.js';
import { JobsController } from './http/jobs.controller.js';
import { BullJobs } from './jobs/bull-jobs.js';

/** Every job that a person can start, to be looked at and cancelled. */
@Module({})
export class JobsHttpModule {
  /** @param contracts of those jobs; what stands in their queues beside them is not shown */
  static forRoot(contracts: readonly JobContract[]): DynamicModule {
    return {
      module: JobsHttpModule,
      imports: contracts.map((contract) => QueueModule.of(contract)),
      controllers: [JobsController],
      providers: [
        {
          provide: Jobs,
          inject: contracts.map(({ queue }) => getQueueToken(queue)),
          useFactory: (...queues: Queue[]) => new BullJobs(contracts.map(({ name }, at) => ({ name, queue: queues[at] as Queue }))),
        },
      ],
    };
  }
}
