import { hostname } from 'node:os';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database, isTransient } from '#platform/database';
import { Logger, redactText } from '#platform/logging';
import { FoldLog } from './app/fold-log.js';
import { ProcessorReports } from './app/processor-reports.js';
import type { Projection } from './app/projection.js';
import { applyAll } from './app/apply-all.js';
import { StreamProcessor } from './app/stream-processor.js';
import { StreamWorker } from './app/stream-worker.js';
import { IdempotencyModule } from './idempotency.module.js';
import { UPKEEP_JOB } from './jobs/partition-upkeep.job.js';
import { EventPartitions } from './app/event-partitions.js';
import { PgEventPartitions } from './infra/pg-event-partitions.js';
import { PgFoldLog } from './infra/pg-fold-log.js';
import { PartitionUpkeepProcessor } from './jobs/partition-upkeep.processor.js';
import { UpkeepSchedule } from './jobs/upkeep-schedule.js';
import { StreamRunner } from './jobs/stream-runner.js';
import { ObservationModule } from './observation.module.js';

export interface StreamFolds {
  /** Modules that export the projections. */
  readonly imports: readonly Type[];
  readonly projections: readonly Type<Projection>[];
}

@Module({})
export class RealtimeJobsModule {
  static forRoot({ imports, projections }: StreamFolds): DynamicModule {
    return {
      module: RealtimeJobsModule,
      imports: [...imports, ObservationModule, IdempotencyModule, QueueModule.of(UPKEEP_JOB)],
      providers: [
        StreamRunner,
        PartitionUpkeepProcessor,
        UpkeepSchedule,
        { provide: EventPartitions, inject: [Database], useFactory: (database: Database) => new PgEventPartitions(database) },
        { provide: FoldLog, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgFoldLog(database, clock) },
        { provide: StreamWorker, inject: [Settings, FoldLog, ProcessorReports, Clock, Logger, ...projections], useFactory: makeWorker },
      ],
    };
  }
}

/** A reason fit to be stored and read: the code and what the error says, without anything that could be a number. */
function reasonOf(error: unknown): string {
  const { code, message } = error as { code?: string; message?: string };
  return redactText([code, message].filter(Boolean).join(': ')).slice(0, 300);
}

type Needed = [Settings, FoldLog, ProcessorReports, Clock, Logger, ...Projection[]];

function makeWorker(...[settings, log, reports, clock, logger, ...projections]: Needed): StreamWorker {
  const { batchSize, flushInterval, maxRetries, parallelProcessors } = settings.sections.realtimeProcessor;
  const apply = applyAll(projections);
  const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const report = (error: unknown): void => logger.warn('a fold failed', { reason: reasonOf(error) });
  const processor = new StreamProcessor(
    { batchSize, flushIntervalMs: flushInterval, maxRetries, lanes: parallelProcessors },
    { log, apply, isTransient, reasonOf, report, clock, pause },
  );
  const workerId = `${hostname()}-${process.pid}`;
  return new StreamWorker({ workerId, enabled: settings.env.ENABLE_REALTIME, processor, log, apply, reasonOf, reports, clock });
}
