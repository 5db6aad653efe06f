import { Module } from '@nestjs/common';
import { HourlyCallHistory, HourlyCallsModule } from '#callers';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { Incidents, IncidentsModule } from '#realtime';
import { AssessRisk } from './app/risk/assess-risk.js';
import { GetRisk } from './app/risk/get-risk.js';
import { MeasureDistributions } from './app/risk/measure-distributions.js';
import { RiskDistributions } from './app/risk/risk-distribution.js';
import { RiskRecords } from './app/risk/risk-records.js';
import { ThreatFindings } from './app/risk/threat-findings.js';
import { WatchThreats } from './app/risk/watch-threats.js';
import { RiskController } from './http/risk/risk.controller.js';
import { PgRiskDistributions } from './infra/risk/pg-risk-distributions.js';
import { PgRiskRecords } from './infra/risk/pg-risk-records.js';
import { PgThreatFindings } from './infra/risk/pg-threat-findings.js';
import { SecurityProjection } from './infra/risk/security-projection.js';
import { RiskSchedule } from './jobs/risk/risk-schedule.js';
import { RiskSpreadProcessor } from './jobs/risk/risk-spread.processor.js';
import { RISK_SPREAD_JOB, THREATS_JOB } from './jobs/risk/risk.jobs.js';
import { ThreatsProcessor } from './jobs/risk/threats.processor.js';

/** What threatens users, for who shows it and who watches over it. */
@Module({
  imports: [HourlyCallsModule, PrivacyModule],
  providers: [
    { provide: RiskRecords, inject: [Database], useFactory: (database: Database) => new PgRiskRecords(database) },
    { provide: RiskDistributions, inject: [Database, Clock], useFactory: (...parts: [Database, Clock]) => new PgRiskDistributions(...parts) },
    {
      provide: AssessRisk,
      inject: [RiskRecords, HourlyCallHistory],
      useFactory: (...parts: [RiskRecords, HourlyCallHistory]) => new AssessRisk(...parts, { shareAnalytics: false }),
    },
    {
      provide: GetRisk,
      inject: [Identities, AssessRisk, RiskDistributions],
      useFactory: (...parts: [Identities, AssessRisk, RiskDistributions]) => new GetRisk(...parts),
    },
  ],
  exports: [AssessRisk, GetRisk, RiskDistributions, RiskRecords],
})
export class RiskModule {}

@Module({ imports: [RiskModule, QueueModule.of(THREATS_JOB), QueueModule.of(RISK_SPREAD_JOB)], controllers: [RiskController] })
export class RiskHttpModule {}

/** The fold and the jobs that the worker runs for it. */
@Module({
  imports: [RiskModule, PrivacyModule, IncidentsModule, QueueModule.of(THREATS_JOB), QueueModule.of(RISK_SPREAD_JOB)],
  providers: [
    RiskSchedule,
    ThreatsProcessor,
    RiskSpreadProcessor,
    { provide: SecurityProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new SecurityProjection(keyring) },
    { provide: ThreatFindings, inject: [Database, Incidents], useFactory: (...parts: [Database, Incidents]) => new PgThreatFindings(...parts) },
    { provide: WatchThreats, inject: [ThreatFindings, AssessRisk, Clock], useFactory: (...parts: [ThreatFindings, AssessRisk, Clock]) => new WatchThreats(...parts) },
    { provide: MeasureDistributions, inject: [RiskDistributions, AssessRisk, Clock], useFactory: (...parts: [RiskDistributions, AssessRisk, Clock]) => new MeasureDistributions(...parts) },
  ],
  exports: [SecurityProjection],
})
export class RiskJobsModule {}
