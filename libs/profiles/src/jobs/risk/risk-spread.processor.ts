import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { MeasureDistributions } from '../../app/risk/measure-distributions.js';
import { RISK_SPREAD_JOB } from './risk.jobs.js';

@Processor(RISK_SPREAD_JOB.queue, { concurrency: 1 })
export class RiskSpreadProcessor extends JobWorker {
  constructor(
    @Inject(MeasureDistributions) private readonly measure: MeasureDistributions,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    return { users: await this.measure.execute() };
  }
}
