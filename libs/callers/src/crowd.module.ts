import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { Clock } from '#kernel';
import { LiveSettings, SiblingsModule } from '#platform/siblings';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLog, EventLogModule, IdempotencyModule, IdempotentActs } from '#realtime';
import { CallerDisputes } from './app/caller-disputes.js';
import { ComputeReporterWeights } from './app/compute-reporter-weights.js';
import { OpenDispute } from './app/open-dispute.js';
import { ReporterRecords } from './app/reporter-records.js';
import { ResolveDispute } from './app/resolve-dispute.js';
import { CallerDisputesController } from './http/caller-disputes.controller.js';
import { DisputesController } from './http/disputes.controller.js';
import { DisputesProjection } from './infra/disputes-projection.js';
import { PgCallerDisputes } from './infra/pg-caller-disputes.js';
import { PgReporterRecords } from './infra/pg-reporter-records.js';
import { ReporterWeightsProcessor } from './jobs/reporter-weights.processor.js';
import { ReporterWeightsSchedule } from './jobs/reporter-weights-schedule.js';
import { WEIGHTS_JOB } from './jobs/reporter-weights.job.js';

/** Who reports, what their word weighs, and who disputes it. */
@Module({
  providers: [
    { provide: ReporterRecords, inject: [Database], useFactory: (database: Database) => new PgReporterRecords(database) },
    { provide: CallerDisputes, inject: [Database], useFactory: (database: Database) => new PgCallerDisputes(database) },
  ],
  exports: [ReporterRecords, CallerDisputes],
})
export class CrowdModule {}

@Module({
  imports: [CrowdModule, PrivacyModule, EventLogModule, IdempotencyModule, SiblingsModule, QueueModule.of(WEIGHTS_JOB)],
  controllers: [CallerDisputesController, DisputesController],
  providers: [
    {
      provide: OpenDispute,
      inject: [LiveSettings, Clock, CallerDisputes, Identities, EventHistory, EventLog, Keyring, IdempotentActs],
      useFactory: (live: LiveSettings, clock: Clock, disputes: CallerDisputes, ...parts: [Identities, EventHistory, EventLog, Keyring, IdempotentActs]) =>
        new OpenDispute(...parts, { clock, deadlineDays: () => live.value('DISPUTE_DEADLINE_DAYS'), disputes }),
    },
    {
      provide: ResolveDispute,
      inject: [CallerDisputes, EventHistory, EventLog, Keyring, Clock],
      useFactory: (...parts: [CallerDisputes, EventHistory, EventLog, Keyring, Clock]) => new ResolveDispute(...parts),
    },
  ],
})
export class CrowdHttpModule {}

/** The fold of disputes and the job that weighs reporters. */
@Module({
  imports: [CrowdModule, PrivacyModule, QueueModule.of(WEIGHTS_JOB)],
  providers: [
    ReporterWeightsSchedule,
    ReporterWeightsProcessor,
    { provide: ComputeReporterWeights, inject: [ReporterRecords, Clock], useFactory: (records: ReporterRecords, clock: Clock) => new ComputeReporterWeights(records, clock) },
    { provide: DisputesProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new DisputesProjection(keyring) },
  ],
  exports: [DisputesProjection],
})
export class CrowdJobsModule {}
