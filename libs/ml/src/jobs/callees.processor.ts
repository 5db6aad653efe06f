import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { LearnCallees } from '../app/behavior/learn-callees.js';
import { CALLEES_JOB } from './callees.job.js';

const SEEDS = 2 ** 31;

@Processor(CALLEES_JOB.queue, { concurrency: 1 })
export class CalleesProcessor extends JobWorker {
  constructor(
    @Inject(LearnCallees) private readonly learn: LearnCallees,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    const learnt = await this.learn.execute(job.timestamp % SEEDS);
    if (learnt === undefined) return { skipped: 'no user has chosen between two numbers' };
    const { version, users, choices, top1, mostRecentTop1 } = learnt;
    const figures = { version, users, choices, top1, mostRecentTop1 };
    this.logger.info('whom users call next is learnt', figures);
    return figures;
  }
}
