import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import type { Job } from 'bullmq';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { ComputeReporterWeights } from '../app/compute-reporter-weights.js';
import { WEIGHTS_JOB, type WeightsPayload } from './reporter-weights.job.js';

@Processor(WEIGHTS_JOB.queue, { concurrency: 1 })
export class ReporterWeightsProcessor extends JobWorker {
  constructor(
    @Inject(ComputeReporterWeights) private readonly weights: ComputeReporterWeights,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(job: Job<WeightsPayload>): Promise<object> {
    const weighing = await this.weights.execute(job.data.all);
    if (weighing === undefined) return { skipped: 'nobody reported for the first time' };
    this.logger.info('reporters are weighed', { reporters: weighing.reporters, changed: weighing.changed });
    return weighing;
  }
}
