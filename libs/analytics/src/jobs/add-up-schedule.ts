import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ANALYTICS_JOB, ANALYTICS_PATTERN } from './add-up.job.js';
import { INSIGHTS_JOB, INSIGHTS_PATTERN } from './insights/insights.job.js';

/** Has all users' hours added up every hour, and insights told. */
@Injectable()
export class AddUpSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(ANALYTICS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('hourly-analytics', { pattern: ANALYTICS_PATTERN, tz: 'UTC' }, { name: ANALYTICS_JOB.name, opts: ANALYTICS_JOB.options });
    await this.queue.upsertJobScheduler('hourly-insights', { pattern: INSIGHTS_PATTERN, tz: 'UTC' }, { name: INSIGHTS_JOB.name, opts: INSIGHTS_JOB.options });
  }
}
