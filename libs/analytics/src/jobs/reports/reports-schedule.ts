import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DUE_REPORTS_JOB, DUE_REPORTS_PATTERN } from './reports.job.js';

/** Has due reports made every hour: some zone's day has ended in most. */
@Injectable()
export class ReportsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(DUE_REPORTS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('hourly-reports', { pattern: DUE_REPORTS_PATTERN, tz: 'UTC' }, { name: DUE_REPORTS_JOB.name, opts: DUE_REPORTS_JOB.options });
  }
}
