import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { CALLEES_JOB, CALLEES_PATTERN } from './callees.job.js';

/** Has next callees learnt every night. */
@Injectable()
export class CalleesSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(CALLEES_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('nightly-callees', { pattern: CALLEES_PATTERN, tz: 'UTC' }, { name: CALLEES_JOB.name, data: {}, opts: CALLEES_JOB.options });
  }
}
