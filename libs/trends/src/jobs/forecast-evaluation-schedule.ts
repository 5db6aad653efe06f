import { InjectQueue } from '@nestjs/bullmq';
import { Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { Queue } from 'bullmq';
import { Logger } from '#platform/logging';
import { ForecastEvaluations } from '../app/forecast-evaluations.js';
import { FIRST_EVALUATION_DELAY_MS, FORECAST_EVALUATION_JOB, FORECAST_EVALUATION_PATTERN } from './forecast-evaluation.job.js';

/** Several workers that start together order one. It is not the order of `QueuedEvaluation`: whoever wants a look now should not wait for this one. */
const ONE_AT_A_TIME = { deduplication: { id: 'first' } };

/** Has forecasts evaluated every day, and soon after a start where no evaluation has found a series yet. */
@Injectable()
export class ForecastEvaluationSchedule implements OnApplicationBootstrap {
  constructor(
    @InjectQueue(FORECAST_EVALUATION_JOB.queue) private readonly queue: Queue,
    @Inject(ForecastEvaluations) private readonly evaluations: ForecastEvaluations,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { name, options } = FORECAST_EVALUATION_JOB;
    await this.queue.upsertJobScheduler('daily-forecast-evaluation', { pattern: FORECAST_EVALUATION_PATTERN, tz: 'UTC' }, { name, opts: options });
    try {
      const found = (await this.evaluations.latest())?.series ?? 0;
      if (found === 0) await this.queue.add(name, {}, { ...options, ...ONE_AT_A_TIME, jobId: randomUUID(), delay: FIRST_EVALUATION_DELAY_MS });
    } catch (error) {
      this.logger.warn('the first evaluation of forecasts could not be ordered', { reason: (error as Error).message });
    }
  }
}
