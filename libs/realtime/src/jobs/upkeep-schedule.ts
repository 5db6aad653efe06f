import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { UPKEEP_JOB, UPKEEP_PATTERN } from './partition-upkeep.job.js';

/** Puts the nightly upkeep on the queue, and one at every start, so that the queue is known to run. */
@Injectable()
export class UpkeepSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(UPKEEP_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('nightly-partition-upkeep', { pattern: UPKEEP_PATTERN, tz: 'UTC' }, { name: UPKEEP_JOB.name, opts: UPKEEP_JOB.options });
    await this.queue.add(UPKEEP_JOB.name, {}, UPKEEP_JOB.options);
  }
}
