import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { StreamFindings } from '#profiles';
import { AlertFindings } from './app/monitors/alert-findings.js';
import { PgAlerts } from './infra/monitors/pg-alerts.js';

/** What monitors found, for whoever lists a user's anomalies. */
@Module({
  providers: [{ provide: StreamFindings, inject: [Database], useFactory: (database: Database) => new AlertFindings(new PgAlerts(database)) }],
  exports: [StreamFindings],
})
export class AlertFindingsModule {}
