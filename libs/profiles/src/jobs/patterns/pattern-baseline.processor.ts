import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { MakeBaseline } from '../../app/patterns/make-baseline.js';
import { PATTERN_BASELINE_JOB } from './pattern-baseline.job.js';

@Processor(PATTERN_BASELINE_JOB.queue, { concurrency: 1 })
export class PatternBaselineProcessor extends JobWorker {
  constructor(
    @Inject(MakeBaseline) private readonly make: MakeBaseline,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<object> {
    const baseline = await this.make.execute();
    if (baseline === undefined) return { skipped: 'too few users with calls enough' };
    this.logger.info('the baseline of patterns is made', { users: baseline.users, sessions: baseline.sessions });
    return { users: baseline.users, sessions: baseline.sessions };
  }
}
