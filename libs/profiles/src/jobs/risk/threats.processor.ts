import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { WatchThreats } from '../../app/risk/watch-threats.js';
import { THREATS_JOB } from './risk.jobs.js';

@Processor(THREATS_JOB.queue, { concurrency: 1 })
export class ThreatsProcessor extends JobWorker {
  constructor(
    @Inject(WatchThreats) private readonly watch: WatchThreats,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    return this.watch.execute();
  }
}
