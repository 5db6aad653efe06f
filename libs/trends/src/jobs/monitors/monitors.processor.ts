import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { EvaluateMonitors } from '../../app/monitors/evaluate-monitors.js';
import { MONITORS_JOB } from './monitors.job.js';

@Processor(MONITORS_JOB.queue, { concurrency: 1 })
export class MonitorsProcessor extends JobWorker {
  constructor(
    @Inject(EvaluateMonitors) private readonly evaluate: EvaluateMonitors,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    return this.evaluate.execute();
  }
}
