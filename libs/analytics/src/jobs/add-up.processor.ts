import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { AddUpPlatform } from '../app/add-up-platform.js';
import { ANALYTICS_JOB } from './add-up.job.js';

@Processor(ANALYTICS_JOB.queue, { concurrency: 1 })
export class AddUpProcessor extends JobWorker {
  constructor(
    @Inject(AddUpPlatform) private readonly addUp: AddUpPlatform,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    const addedUp = { hours: await this.addUp.execute() };
    this.logger.info('analytics are added up', addedUp);
    return addedUp;
  }
}
