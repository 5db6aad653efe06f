import { Module } from '@nestjs/common';
import { SeriesHistory } from '#ml';
import { Database } from '#platform/database';
import { PgSeriesHistory } from './infra/pg-series-history.js';

/** What forecasters learn from, answered from the users' quarter hours. */
@Module({
  providers: [{ provide: SeriesHistory, inject: [Database], useFactory: (database: Database) => new PgSeriesHistory(database) }],
  exports: [SeriesHistory],
})
export class SeriesHistoryModule {}
