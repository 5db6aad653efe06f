import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { CAMPAIGNS_JOB, CAMPAIGNS_PATTERN, STORM_EVERY_MS, STORM_JOB } from './campaigns.job.js';

/** Has campaigns looked for every hour, and storms every minute. */
@Injectable()
export class CampaignsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(CAMPAIGNS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('hourly-campaigns', { pattern: CAMPAIGNS_PATTERN, tz: 'UTC' }, { name: CAMPAIGNS_JOB.name, opts: CAMPAIGNS_JOB.options });
    await this.queue.upsertJobScheduler('storm-watch', { every: STORM_EVERY_MS }, { name: STORM_JOB.name, opts: STORM_JOB.options });
  }
}
