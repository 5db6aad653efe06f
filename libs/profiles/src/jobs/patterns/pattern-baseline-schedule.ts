import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { PATTERN_BASELINE_JOB, PATTERN_BASELINE_PATTERN } from './pattern-baseline.job.js';

/** Has the baseline made every hour. */
@Injectable()
export class PatternBaselineSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(PATTERN_BASELINE_JOB.queue) private readonly queue: Queue<object>) {}

  async onApplicationBootstrap(): Promise<void> {
    const { name, options } = PATTERN_BASELINE_JOB;
    await this.queue.upsertJobScheduler('hourly-pattern-baseline', { pattern: PATTERN_BASELINE_PATTERN, tz: 'UTC' }, { name, data: {}, opts: options });
  }
}
