import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { MONITORS_EVERY_MS, MONITORS_JOB } from './monitors.job.js';

/** Has monitors looked at every minute; which of them are due is theirs to say. */
@Injectable()
export class MonitorsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(MONITORS_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('monitors', { every: MONITORS_EVERY_MS }, { name: MONITORS_JOB.name, opts: MONITORS_JOB.options });
  }
}
