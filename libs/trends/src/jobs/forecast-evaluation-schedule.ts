import { InjectQueue } from '@nestjs/bullmq';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { FORECAST_EVALUATION_JOB, FORECAST_EVALUATION_PATTERN } from './forecast-evaluation.job.js';

/** Has forecasts evaluated every day. */
@Injectable()
export class ForecastEvaluationSchedule implements OnApplicationBootstrap {
  constructor(@InjectQueue(FORECAST_EVALUATION_JOB.queue) private readonly queue: Queue) {}

  async onApplicationBootstrap(): Promise<void> {
    const { name, options } = FORECAST_EVALUATION_JOB;
    await this.queue.upsertJobScheduler('daily-forecast-evaluation', { pattern: FORECAST_EVALUATION_PATTERN, tz: 'UTC' }, { name, opts: options });
  }
}
