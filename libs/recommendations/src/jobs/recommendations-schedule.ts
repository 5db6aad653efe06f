import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DAILY_JOB, DAILY_PATTERN } from './recommendations.job.js';

/** Has recommendations looked after every day. */
@Injectable()
export class RecommendationsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(DAILY_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('daily-recommendations', { pattern: DAILY_PATTERN, tz: 'UTC' }, { name: DAILY_JOB.name, opts: DAILY_JOB.options });
  }
}
