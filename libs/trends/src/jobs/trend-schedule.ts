import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ROLL_UP_JOB, ROLL_UP_PATTERN, TREND_JOB, TREND_PATTERN } from './trend-refresh.job.js';

/** Has trends refreshed every hour, and the platform's first hours added up within minutes. */
@Injectable()
export class TrendSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(TREND_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('hourly-trends', { pattern: TREND_PATTERN, tz: 'UTC' }, { name: TREND_JOB.name, opts: TREND_JOB.options });
    await this.queue.upsertJobScheduler('platform-roll-up', { pattern: ROLL_UP_PATTERN, tz: 'UTC' }, { name: ROLL_UP_JOB.name, opts: ROLL_UP_JOB.options });
  }
}
