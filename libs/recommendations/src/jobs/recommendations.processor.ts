import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { DailyUpkeep } from '../app/daily-upkeep.js';
import { RefreshRecommendations } from '../app/refresh-recommendations.js';
import { DAILY_JOB, REFRESH_JOB, type RefreshOrder } from './recommendations.job.js';

@Processor(REFRESH_JOB.queue, { concurrency: 1 })
export class RecommendationsProcessor extends JobWorker {
  constructor(
    @Inject(RefreshRecommendations) private readonly refresh: RefreshRecommendations,
    @Inject(DailyUpkeep) private readonly upkeep: DailyUpkeep,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    if (job.name !== DAILY_JOB.name) return { advice: (await this.refresh.execute((job.data as RefreshOrder).userId)) ?? null };
    const done = await this.upkeep.execute();
    this.logger.info('recommendations are looked after', done);
    return done;
  }
}
