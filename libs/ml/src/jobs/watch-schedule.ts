import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { Settings } from '#platform/config';
import { RETRAIN_JOB, WATCH_JOB } from './model-watch.job.js';

const WATCH = 'watch-models';
const RETRAIN = 'retrain-models';

/** Puts watching and retraining on the queue as the settings want them, and takes off what they want no more. */
@Injectable()
export class WatchSchedule implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(WATCH_JOB.queue) private readonly queue: Queue,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { ML_WATCH_INTERVAL: seconds, ML_RETRAIN_PATTERN: pattern } = this.settings.env;
    if (seconds === 0) await this.queue.removeJobScheduler(WATCH);
    else await this.queue.upsertJobScheduler(WATCH, { every: seconds * 1000 }, { name: WATCH_JOB.name, opts: WATCH_JOB.options });
    if (pattern === 'never') await this.queue.removeJobScheduler(RETRAIN);
    else await this.queue.upsertJobScheduler(RETRAIN, { pattern, tz: 'UTC' }, { name: RETRAIN_JOB.name, opts: RETRAIN_JOB.options });
  }
}
