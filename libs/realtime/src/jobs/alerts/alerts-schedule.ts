import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ALERTS_EVERY_MS, ALERTS_JOB } from './alerts.job.js';

/** Has rules looked at every minute. */
@Injectable()
export class AlertsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(ALERTS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('alerts', { every: ALERTS_EVERY_MS }, { name: ALERTS_JOB.name, opts: ALERTS_JOB.options });
  }
}
