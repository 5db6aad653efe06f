import { Module } from '@nestjs/common';
import { HourlyCallHistory, HourlyCallsModule } from '#callers';
import { Clock, mainZoneOf } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { UserChoicesModule } from '#profiles';
import { ObservationModule, ObserveStream, UserZones } from '#realtime';
import { AddUpPlatform } from './app/add-up-platform.js';
import { CallFiles } from './app/call-file.js';
import { CallPages } from './app/call-pages.js';
import { CallRecords } from './app/call-records.js';
import { ExportCalls } from './app/export-calls.js';
import { PlatformAnalytics } from './app/platform-analytics.js';
import { OwnMetrics, ReadMetrics, StoredFigures } from './app/read-metrics.js';
import { Summarize } from './app/summarize.js';
import { AnalyticsController } from './http/analytics.controller.js';
import { ExportsController } from './http/exports.controller.js';
import { PlatformController } from './http/platform.controller.js';
import { AllCallFiles } from './infra/files/all-call-files.js';
import { PgCallPages } from './infra/pg-call-pages.js';
import { PgCallRecords } from './infra/pg-call-records.js';
import { PgPlatformAnalytics } from './infra/pg-platform-analytics.js';
import { PgStoredFigures } from './infra/pg-stored-figures.js';
import { RegistryMetrics } from './infra/registry-metrics.js';
import { AddUpProcessor } from './jobs/add-up.processor.js';
import { ANALYTICS_JOB } from './jobs/add-up.job.js';
import { AddUpSchedule } from './jobs/add-up-schedule.js';

/** Summaries, for who shows them and who makes reports of them. */
@Module({
  imports: [PrivacyModule, UserChoicesModule],
  providers: [
    { provide: CallRecords, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgCallRecords(database, keyring) },
    { provide: PlatformAnalytics, inject: [Database], useFactory: (database: Database) => new PgPlatformAnalytics(database) },
    {
      provide: Summarize,
      inject: [CallRecords, PlatformAnalytics, UserZones, Settings],
      useFactory: (...[records, platform, zones, { env }]: [CallRecords, PlatformAnalytics, UserZones, Settings]) => new Summarize({ records, platform, zones }, mainZoneOf(env.DEFAULT_REGION)),
    },
  ],
  exports: [PlatformAnalytics, Summarize],
})
export class SummariesModule {}

@Module({
  imports: [SummariesModule, PrivacyModule, ObservationModule],
  controllers: [AnalyticsController, ExportsController, PlatformController],
  providers: [
    { provide: CallFiles, useFactory: () => new AllCallFiles() },
    { provide: CallPages, inject: [Database], useFactory: (database: Database) => new PgCallPages(database) },
    { provide: ExportCalls, inject: [CallPages, Identities], useFactory: (pages: CallPages, identities: Identities) => new ExportCalls(pages, identities) },
    { provide: StoredFigures, inject: [Database], useFactory: (database: Database) => new PgStoredFigures(database) },
    { provide: OwnMetrics, useFactory: () => new RegistryMetrics() },
    {
      provide: ReadMetrics,
      inject: [ObserveStream, StoredFigures, OwnMetrics],
      useFactory: (...parts: [ObserveStream, StoredFigures, OwnMetrics]) => new ReadMetrics(...parts),
    },
  ],
})
export class AnalyticsHttpModule {}

/** The job that the worker runs for this library. */
@Module({
  imports: [SummariesModule, HourlyCallsModule, QueueModule.of(ANALYTICS_JOB)],
  providers: [
    AddUpSchedule,
    AddUpProcessor,
    {
      provide: AddUpPlatform,
      inject: [HourlyCallHistory, PlatformAnalytics, Clock],
      useFactory: (...parts: [HourlyCallHistory, PlatformAnalytics, Clock]) => new AddUpPlatform(...parts),
    },
  ],
})
export class AnalyticsJobsModule {}
