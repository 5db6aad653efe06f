import { Module } from '@nestjs/common';
import { HourlyCallHistory, HourlyCallsModule } from '#callers';
import { Database } from '#platform/database';
import { UserHours, UserHoursModule } from '#profiles';
import { PlatformHours } from './app/platform-hours.js';
import { TrendSeries } from './app/trend-series.js';
import { PgPlatformHours } from './infra/pg-platform-hours.js';

/** What each metric is, hour by hour: one definition for trends and for monitors. */
@Module({
  imports: [HourlyCallsModule, UserHoursModule],
  providers: [
    { provide: PlatformHours, inject: [Database], useFactory: (database: Database) => new PgPlatformHours(database) },
    {
      provide: TrendSeries,
      inject: [UserHours, HourlyCallHistory, PlatformHours],
      useFactory: (...parts: [UserHours, HourlyCallHistory, PlatformHours]) => new TrendSeries(...parts),
    },
  ],
  exports: [PlatformHours, TrendSeries],
})
export class TrendSeriesModule {}
