import { randomUUID } from 'node:crypto';
import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { QueueModule } from '#platform/queues';
import { Identities, PrivacyModule } from '#privacy';
import { UserChoicesModule } from '#profiles';
import { IdempotencyModule, IdempotentActs, Incidents, IncidentsModule, UserZones } from '#realtime';
import { AlertSink } from './app/monitors/alert-sink.js';
import { Alerts } from './app/monitors/alerts.js';
import { RemoveMonitor } from './app/monitors/remove-monitor.js';
import { CreateMonitor } from './app/monitors/create-monitor.js';
import { DueMonitors } from './app/monitors/due-monitors.js';
import { EvaluateMonitors } from './app/monitors/evaluate-monitors.js';
import { FoldProgress } from './app/monitors/fold-progress.js';
import { Monitors } from './app/monitors/monitors.js';
import { TrendSeries } from './app/trend-series.js';
import { AlertsController } from './http/monitors/alerts.controller.js';
import { MonitorsController } from './http/monitors/monitors.controller.js';
import { EveryAlertSink, IncidentAlertSink, monitorKey } from './infra/monitors/incident-alert-sink.js';
import { PgAlerts } from './infra/monitors/pg-alerts.js';
import { PgDueMonitors } from './infra/monitors/pg-due-monitors.js';
import { PgFoldProgress } from './infra/monitors/pg-fold-progress.js';
import { PgMonitors } from './infra/monitors/pg-monitors.js';
import { TableAlertSink } from './infra/monitors/table-alert-sink.js';
import { MonitorsSchedule } from './jobs/monitors/monitors-schedule.js';
import { MONITORS_JOB } from './jobs/monitors/monitors.job.js';
import { MonitorsProcessor } from './jobs/monitors/monitors.processor.js';
import { TrendSeriesModule } from './trend-series.module.js';

const MINUTE_MS = 60_000;

@Module({
  imports: [PrivacyModule, IdempotencyModule, IncidentsModule, QueueModule.of(MONITORS_JOB)],
  controllers: [MonitorsController, AlertsController],
  providers: [
    {
      provide: Monitors,
      inject: [Database, Incidents],
      useFactory: (database: Database, incidents: Incidents) => new PgMonitors(database, (userId, id, tx) => incidents.settle({ userId, key: monitorKey(id) }, tx)),
    },
    { provide: Alerts, inject: [Database], useFactory: (database: Database) => new PgAlerts(database) },
    { provide: RemoveMonitor, inject: [Monitors, IdempotentActs], useFactory: (monitors: Monitors, acts: IdempotentActs) => new RemoveMonitor(monitors, acts) },
    {
      provide: CreateMonitor,
      inject: [Clock, Monitors, Identities, IdempotentActs],
      useFactory: (clock: Clock, ...parts: [Monitors, Identities, IdempotentActs]) => new CreateMonitor(...parts, { clock, newId: randomUUID }),
    },
  ],
})
export class MonitorsHttpModule {}

/** The job that judges hours as they close. */
@Module({
  imports: [TrendSeriesModule, UserChoicesModule, IncidentsModule, QueueModule.of(MONITORS_JOB)],
  providers: [
    MonitorsSchedule,
    MonitorsProcessor,
    { provide: AlertSink, inject: [Incidents], useFactory: (incidents: Incidents) => new EveryAlertSink([new TableAlertSink(randomUUID), new IncidentAlertSink(incidents)]) },
    { provide: DueMonitors, inject: [Database, AlertSink], useFactory: (database: Database, sink: AlertSink) => new PgDueMonitors(database, sink) },
    { provide: FoldProgress, inject: [Database], useFactory: (database: Database) => new PgFoldProgress(database) },
    {
      provide: EvaluateMonitors,
      inject: [Settings, Logger, Clock, DueMonitors, TrendSeries, FoldProgress, UserZones],
      useFactory: ({ env }: Settings, logger: Logger, clock: Clock, ...parts: [DueMonitors, TrendSeries, FoldProgress, UserZones]) => new EvaluateMonitors(...parts, {
        clock, lagMs: env.MONITOR_LAG_MINUTES * MINUTE_MS,
        onFailure: (monitor, error) => logger.error('a monitor could not be evaluated', { monitor, reason: error instanceof Error ? error.message : String(error) }),
      }),
    },
  ],
})
export class MonitorsJobsModule {}
