import { Processor, WorkerHost } from '@nestjs/bullmq';
import { Inject } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { ensureEventPartitions } from '../infra/event-partitions.js';
import { UPKEEP_JOB } from './partition-upkeep.job.js';

@Processor(UPKEEP_JOB.queue)
export class PartitionUpkeepProcessor extends WorkerHost {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    super();
  }

  override async process(): Promise<{ made: string[] }> {
    const made = await ensureEventPartitions(this.database, this.clock.now());
    this.logger.info('event partitions are in place', { made: made.length });
    return { made };
  }
}
