import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { QueueModule } from '#platform/queues';
import { Keyring, PrivacyModule } from '#privacy';
import { Incidents, IncidentsModule } from '#realtime';
import { MetricWatches } from './app/metrics/metric-watches.js';
import { PlatformMetrics } from './app/metrics/platform-metrics.js';
import { MetricHistory, ThinMetrics } from './app/metrics/thin-metrics.js';
import { WatchMetrics } from './app/metrics/watch-metrics.js';
import { SystemMetricsController } from './http/metrics/system-metrics.controller.js';
import { MetricsProjection } from './infra/metrics/metrics-projection.js';
import { PgMetricHistory } from './infra/metrics/pg-metric-history.js';
import { PgMetricWatches } from './infra/metrics/pg-metric-watches.js';
import { PgPlatformMetrics } from './infra/metrics/pg-platform-metrics.js';
import { PgFoldProgress } from './infra/monitors/pg-fold-progress.js';
import { MetricsSchedule } from './jobs/metrics/metrics-schedule.js';
import { METRICS_JOB } from './jobs/metrics/metrics.job.js';
import { MetricsProcessor } from './jobs/metrics/metrics.processor.js';

const METRICS = { provide: PlatformMetrics, inject: [Database], useFactory: (database: Database) => new PgPlatformMetrics(database) };

/** What services measured, for admins. */
@Module({ imports: [QueueModule.of(METRICS_JOB)], controllers: [SystemMetricsController], providers: [METRICS] })
export class SystemMetricsHttpModule {}

/** The fold of it, and the job that watches it. */
@Module({
  imports: [PrivacyModule, IncidentsModule, QueueModule.of(METRICS_JOB)],
  providers: [
    METRICS,
    MetricsSchedule,
    MetricsProcessor,
    { provide: MetricsProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new MetricsProjection(keyring) },
    { provide: MetricWatches, inject: [Database, Incidents], useFactory: (...parts: [Database, Incidents]) => new PgMetricWatches(...parts) },
    { provide: MetricHistory, inject: [Database], useFactory: (database: Database) => new PgMetricHistory(database) },
    {
      provide: ThinMetrics,
      inject: [MetricHistory, Clock, Settings],
      useFactory: (history: MetricHistory, clock: Clock, { env }: Settings) => new ThinMetrics(history, { clock, fullDays: env.METRIC_QUARTER_DAYS }),
    },
    {
      provide: WatchMetrics,
      inject: [MetricWatches, PlatformMetrics, Database, Clock, Logger],
      useFactory: (...[watches, metrics, database, clock, logger]: [MetricWatches, PlatformMetrics, Database, Clock, Logger]) => new WatchMetrics(watches, metrics, new PgFoldProgress(database), {
        clock, onFailure: (series, error) => logger.error('a system metric could not be watched', { series, reason: error instanceof Error ? error.message : String(error) }),
      }),
    },
  ],
  exports: [MetricsProjection],
})
export class SystemMetricsJobsModule {}
