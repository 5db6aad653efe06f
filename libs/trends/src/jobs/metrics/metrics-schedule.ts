import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { METRICS_JOB, METRICS_PATTERN } from './metrics.job.js';

/** Has metrics looked at whenever a quarter hour has closed. */
@Injectable()
export class MetricsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(METRICS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('system-metrics', { pattern: METRICS_PATTERN, tz: 'UTC' }, { name: METRICS_JOB.name, opts: METRICS_JOB.options });
  }
}
