import { Processor } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Clock } from '#kernel';
import { Logger } from '#platform/logging';
import { JobWorker } from '#platform/queues';
import { EventPartitions } from '../app/event-partitions.js';
import { IdempotentActs } from '../app/idempotent-acts.js';
import { UPKEEP_JOB } from './partition-upkeep.job.js';

@Processor(UPKEEP_JOB.queue)
export class PartitionUpkeepProcessor extends JobWorker {
  constructor(
    @Inject(EventPartitions) private readonly partitions: EventPartitions,
    @Inject(IdempotentActs) private readonly acts: IdempotentActs,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) protected readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<{ made: string[] }> {
    const made = await this.partitions.ensure(this.clock.now());
    const forgotten = await this.acts.forgetOld();
    this.logger.info('event partitions are in place', { made: made.length, keysForgotten: forgotten });
    return { made };
  }
}
