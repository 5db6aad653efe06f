import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { AddUpPlatform } from '../app/add-up-platform.js';
import { WatchInsights } from '../app/insights/watch-insights.js';
import { ANALYTICS_JOB } from './add-up.job.js';
import { INSIGHTS_JOB } from './insights/insights.job.js';

@Processor(ANALYTICS_JOB.queue, { concurrency: 1 })
export class AddUpProcessor extends JobWorker {
  constructor(
    @Inject(AddUpPlatform) private readonly addUp: AddUpPlatform,
    @Inject(WatchInsights) private readonly insights: WatchInsights,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    if (job.name === INSIGHTS_JOB.name) return this.tell();
    const addedUp = { hours: await this.addUp.execute() };
    this.logger.info('analytics are added up', addedUp);
    return addedUp;
  }

  private async tell(): Promise<object> {
    const told = await this.insights.execute((error) => this.logger.warn('insights of a user could not be told', { reason: error instanceof Error ? error.message : String(error) }));
    this.logger.info('insights are told', { ...told });
    return told;
  }
}
