import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { NEWCOMERS_PATTERN, WEIGHTS_JOB, WEIGHTS_PATTERN, type WeightsPayload } from './reporter-weights.job.js';

/** Has reporters weighed every night, and new ones within the hour. */
@Injectable()
export class ReporterWeightsSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(WEIGHTS_JOB.queue) private readonly queue: Queue<WeightsPayload>) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.queue.upsertJobScheduler('nightly-reporter-weights', { pattern: WEIGHTS_PATTERN, tz: 'UTC' }, { name: WEIGHTS_JOB.name, data: { all: true }, opts: WEIGHTS_JOB.options });
    await this.queue.upsertJobScheduler('hourly-reporter-weights', { pattern: NEWCOMERS_PATTERN, tz: 'UTC' }, { name: WEIGHTS_JOB.name, data: { all: false }, opts: WEIGHTS_JOB.options });
  }
}
