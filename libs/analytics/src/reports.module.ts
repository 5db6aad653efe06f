import { Module } from '@nestjs/common';
import { Clock, mainZoneOf } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { GetPreferences, ProfileUseCasesModule, UserChoicesModule } from '#profiles';
import { UserZones } from '#realtime';
import { PlatformAnalytics } from './app/platform-analytics.js';
import { MakeDueReports } from './app/reports/make-due-reports.js';
import { MakeReport } from './app/reports/make-report.js';
import { OrderReport, ReportQueue } from './app/reports/order-report.js';
import { ReportClocks } from './app/reports/report-clocks.js';
import { ReportPdf } from './app/reports/report-pdf.js';
import { Reports } from './app/reports/reports.js';
import { Summarize } from './app/summarize.js';
import { ReportsController } from './http/reports/reports.controller.js';
import { PdfkitReport } from './infra/reports/pdfkit-report.js';
import { PgReports } from './infra/reports/pg-reports.js';
import { QueuedReports } from './jobs/reports/queued-reports.js';
import { REPORT_JOB } from './jobs/reports/reports.job.js';
import { ReportsProcessor } from './jobs/reports/reports.processor.js';
import { ReportsSchedule } from './jobs/reports/reports-schedule.js';
import { SummariesModule } from './summaries.module.js';

/** Where reports are kept, and on whose clock they run. */
@Module({
  imports: [PrivacyModule, UserChoicesModule],
  providers: [
    { provide: Reports, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgReports(database, keyring) },
    { provide: ReportClocks, inject: [UserZones, Settings], useFactory: (zones: UserZones, { env }: Settings) => new ReportClocks(zones, mainZoneOf(env.DEFAULT_REGION)) },
  ],
  exports: [Reports, ReportClocks],
})
class ReportStoreModule {}

type Ordering = [ReportQueue, Reports, PlatformAnalytics, ReportClocks, Keyring, Clock];

@Module({
  imports: [ReportStoreModule, SummariesModule, PrivacyModule, QueueModule.of(REPORT_JOB)],
  controllers: [ReportsController],
  providers: [
    { provide: ReportQueue, useClass: QueuedReports },
    {
      provide: OrderReport,
      inject: [ReportQueue, Reports, PlatformAnalytics, ReportClocks, Keyring, Clock],
      useFactory: (...[queue, reports, platform, clocks, keyring, clock]: Ordering) => new OrderReport({ queue, reports, platform, clocks, keyring, clock }),
    },
  ],
})
export class ReportsHttpModule {}

type Sources = [Reports, Summarize, ReportClocks, GetPreferences, ReportPdf, Identities, Keyring, Clock];
type Due = [Reports, MakeReport, ReportClocks, PlatformAnalytics, Clock, Settings];

/** The jobs that make reports. */
@Module({
  imports: [ReportStoreModule, SummariesModule, ProfileUseCasesModule, PrivacyModule, QueueModule.of(REPORT_JOB)],
  providers: [
    ReportsSchedule,
    ReportsProcessor,
    { provide: ReportPdf, useFactory: () => new PdfkitReport() },
    {
      provide: MakeReport,
      inject: [Reports, Summarize, ReportClocks, GetPreferences, ReportPdf, Identities, Keyring, Clock],
      useFactory: (...[reports, summarize, clocks, preferences, pdf, identities, keyring, clock]: Sources) =>
        new MakeReport({ reports, summarize, clocks, preferences, pdf, identities, keyring, clock }),
    },
    {
      provide: MakeDueReports,
      inject: [Reports, MakeReport, ReportClocks, PlatformAnalytics, Clock, Settings],
      useFactory: (...[reports, make, clocks, platform, clock, { env }]: Due) => new MakeDueReports({ reports, make, clocks, platform, clock, retentionDays: env.REPORT_RETENTION_DAYS }),
    },
  ],
})
export class ReportsJobsModule {}
