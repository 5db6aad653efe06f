import { InjectQueue, Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { UnrecoverableError, type Job, type Queue } from 'bullmq';
import { AppError } from '#kernel';
import { Logger } from '#platform/logging';
import { CANCELLED, endable, JobWorker } from '#platform/queues';
import { EvaluateForecasts } from '../app/evaluate-forecasts.js';
import { FORECAST_EVALUATION_JOB } from './forecast-evaluation.job.js';

const BETWEEN_REPORTS_MS = 1000;

@Processor(FORECAST_EVALUATION_JOB.queue, { concurrency: 1 })
export class ForecastEvaluationProcessor extends JobWorker {
  constructor(
    @Inject(EvaluateForecasts) private readonly evaluate: EvaluateForecasts,
    @InjectQueue(FORECAST_EVALUATION_JOB.queue) private readonly queue: Queue,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job): Promise<object> {
    let saidMs = -Infinity;
    const heard = (done: number): void => {
      if (performance.now() - saidMs < BETWEEN_REPORTS_MS) return;
      saidMs = performance.now();
      void job.updateProgress(Math.floor(99 * done)).catch(() => undefined);
    };
    const { series, insufficientHistory, version } = await endable(this.queue, job, (signal) => this.evaluate.execute(heard, signal)).catch((error: unknown) => {
      // Whoever asked for its end wants no other try.
      throw error instanceof AppError && error.code === CANCELLED ? new UnrecoverableError(error.message) : error;
    });
    await job.updateProgress(100);
    this.logger.info('forecasts are evaluated', { series, insufficientHistory, version: version ?? undefined });
    return { series, insufficientHistory, version };
  }
}
