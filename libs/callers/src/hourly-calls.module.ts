import { Module } from '@nestjs/common';
import { Database } from '#platform/database';
import { HourlyCallHistory } from './app/hourly-calls.js';
import { PgHourlyCalls } from './infra/pg-hourly-calls.js';

/** What trends ask about calls by hour. */
@Module({
  providers: [{ provide: HourlyCallHistory, inject: [Database], useFactory: (database: Database) => new PgHourlyCalls(database) }],
  exports: [HourlyCallHistory],
})
export class HourlyCallsModule {}
