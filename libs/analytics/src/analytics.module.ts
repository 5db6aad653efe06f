import { Module } from '@nestjs/common';
import { HourlyCallHistory, HourlyCallsModule } from '#callers';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, PrivacyModule } from '#privacy';
import { ObservationModule, ObserveStream } from '#realtime';
import { AddUpPlatform } from './app/add-up-platform.js';
import { CallFiles } from './app/call-file.js';
import { CallPages } from './app/call-pages.js';
import { ExportCalls } from './app/export-calls.js';
import { PlatformAnalytics } from './app/platform-analytics.js';
import { OwnMetrics, ReadMetrics, StoredFigures } from './app/read-metrics.js';
import { AnalyticsController } from './http/analytics.controller.js';
import { ExportsController } from './http/exports.controller.js';
import { PlatformController } from './http/platform.controller.js';
import { AllCallFiles } from './infra/files/all-call-files.js';
import { PgCallPages } from './infra/pg-call-pages.js';
import { PgStoredFigures } from './infra/pg-stored-figures.js';
import { RegistryMetrics } from './infra/registry-metrics.js';
import { AddUpProcessor } from './jobs/add-up.processor.js';
import { ANALYTICS_JOB } from './jobs/add-up.job.js';
import { AddUpSchedule } from './jobs/add-up-schedule.js';
import { InsightsModule } from './insights.module.js';
import { SummariesModule } from './summaries.module.js';

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

/** The jobs that the worker runs for this library. */
@Module({
  imports: [SummariesModule, InsightsModule, HourlyCallsModule, QueueModule.of(ANALYTICS_JOB)],
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
