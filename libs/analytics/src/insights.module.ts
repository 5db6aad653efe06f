import { Module } from '@nestjs/common';
import { Clock, mainZoneOf } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { GetUserPatterns, UnusualDays, UnusualDaysModule, UserChoicesModule, UserPatternsModule } from '#profiles';
import { Incidents, IncidentsModule, LiveStream, UserZones } from '#realtime';
import { AlertFindingsModule } from '#trends';
import { InsightRecords } from './app/insights/told-insights.js';
import { WatchInsights } from './app/insights/watch-insights.js';
import { ReportClocks } from './app/reports/report-clocks.js';
import { Summarize } from './app/summarize.js';
import { PgInsightRecords } from './infra/insights/pg-insight-records.js';
import { SummariesModule } from './summaries.module.js';

type Parts = [InsightRecords, Summarize, UnusualDays, GetUserPatterns, UserZones, Clock, Settings];

/** Who is told, unasked, of what came to hold. */
@Module({
  imports: [SummariesModule, UnusualDaysModule.forRoot(AlertFindingsModule), UserPatternsModule, UserChoicesModule, IncidentsModule, PrivacyModule],
  providers: [
    {
      provide: InsightRecords,
      inject: [Database, Keyring, LiveStream, Incidents],
      useFactory: (...[database, keyring, live, incidents]: [Database, Keyring, LiveStream, Incidents]) => new PgInsightRecords(database, keyring, { live, incidents }),
    },
    {
      provide: WatchInsights,
      inject: [InsightRecords, Summarize, UnusualDays, GetUserPatterns, UserZones, Clock, Settings],
      useFactory: (...[records, summarize, days, patterns, zones, clock, { env }]: Parts) =>
        new WatchInsights({ records, summarize, days, patterns, clock, clocks: new ReportClocks(zones, mainZoneOf(env.DEFAULT_REGION)) }),
    },
  ],
  exports: [WatchInsights],
})
export class InsightsModule {}
