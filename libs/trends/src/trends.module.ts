import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { HourlyCallHistory, HourlyCallsModule } from '#callers';
import { Clock, mainZoneOf } from '#kernel';
import { Caches } from '#platform/cache';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { PrivacyModule } from '#privacy';
import { UserChoicesModule } from '#profiles';
import { UserZones } from '#realtime';
import { GetTrend } from './app/get-trend.js';
import { KeptReports } from './app/kept-reports.js';
import { ForgetAlerts } from './app/monitors/forget-alerts.js';
import { MakeReport } from './app/make-report.js';
import { PlatformHours } from './app/platform-hours.js';
import { RefreshTrends } from './app/refresh-trends.js';
import { RollUpPlatform } from './app/roll-up-platform.js';
import { TrendReports } from './app/trend-reports.js';
import { TrendSeries } from './app/trend-series.js';
import type { TrendReport } from './core/index.js';
import { TrendsController } from './http/trends.controller.js';
import { PgAlerts } from './infra/monitors/pg-alerts.js';
import { PgKeptReports } from './infra/pg-kept-reports.js';
import { ReportsInThread } from './infra/reports-in-thread.js';
import { TREND_JOB } from './jobs/trend-refresh.job.js';
import { TrendRefreshProcessor } from './jobs/trend-refresh.processor.js';
import { TrendSchedule } from './jobs/trend-schedule.js';
import { TrendSeriesModule } from './trend-series.module.js';

/** Of the caches' budget, and what one report takes: its forecast for the most part. */
const CACHE_SHARE = 0.02;
const REPORT_BYTES = 16_384;

/** Trends of users and of the platform, for who shows them and who keeps them fresh. */
@Module({
  imports: [TrendSeriesModule, UserChoicesModule],
  providers: [
    ReportsInThread,
    { provide: MakeReport, useExisting: ReportsInThread },
    { provide: KeptReports, inject: [Database], useFactory: (database: Database) => new PgKeptReports(database) },
    {
      provide: TrendReports,
      inject: [Caches, KeptReports, MakeReport],
      useFactory: (caches: Caches, kept: KeptReports, make: MakeReport) => new TrendReports(caches.create<TrendReport>(CACHE_SHARE, REPORT_BYTES), kept, make),
    },
    {
      provide: GetTrend,
      inject: [TrendSeries, TrendReports, UserZones, Settings],
      useFactory: (series: TrendSeries, reports: TrendReports, zones: UserZones, { env }: Settings) => new GetTrend(series, reports, zones, mainZoneOf(env.DEFAULT_REGION)),
    },
  ],
  exports: [GetTrend, KeptReports],
})
class TrendsModule implements OnApplicationShutdown {
  constructor(@Inject(ReportsInThread) private readonly thread: ReportsInThread) {}

  async onApplicationShutdown(): Promise<void> {
    await this.thread.close();
  }
}

@Module({ imports: [TrendsModule, PrivacyModule], controllers: [TrendsController] })
export class TrendsHttpModule {}

/** The job that the worker runs for this library. */
@Module({
  imports: [TrendsModule, TrendSeriesModule, HourlyCallsModule, QueueModule.of(TREND_JOB)],
  providers: [
    TrendSchedule,
    TrendRefreshProcessor,
    {
      provide: RollUpPlatform,
      inject: [HourlyCallHistory, PlatformHours, Clock],
      useFactory: (...parts: [HourlyCallHistory, PlatformHours, Clock]) => new RollUpPlatform(...parts),
    },
    {
      provide: ForgetAlerts,
      inject: [Database, Clock, Settings],
      useFactory: (database: Database, clock: Clock, { env }: Settings) => new ForgetAlerts(new PgAlerts(database), clock, env.ALERT_RETENTION_DAYS),
    },
    { provide: RefreshTrends, inject: [KeptReports, GetTrend, Clock], useFactory: (...parts: [KeptReports, GetTrend, Clock]) => new RefreshTrends(...parts) },
  ],
})
export class TrendsJobsModule {}
