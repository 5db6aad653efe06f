import { Module } from '@nestjs/common';
import { mainZoneOf } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { UserChoicesModule } from '#profiles';
import { UserZones } from '#realtime';
import { CallRecords } from './app/call-records.js';
import { PlatformAnalytics } from './app/platform-analytics.js';
import { Summarize } from './app/summarize.js';
import { PgCallRecords } from './infra/pg-call-records.js';
import { PgPlatformAnalytics } from './infra/pg-platform-analytics.js';

/** Summaries, for who shows them and who makes reports of them. */
@Module({
  imports: [PrivacyModule, UserChoicesModule],
  providers: [
    { provide: CallRecords, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgCallRecords(database, keyring) },
    { provide: PlatformAnalytics, inject: [Database], useFactory: (database: Database) => new PgPlatformAnalytics(database) },
    {
      provide: Summarize,
      inject: [CallRecords, PlatformAnalytics, UserZones, Settings],
      useFactory: (...[records, platform, zones, { env }]: [CallRecords, PlatformAnalytics, UserZones, Settings]) => new Summarize({ records, platform, zones }, mainZoneOf(env.DEFAULT_REGION)),
    },
  ],
  exports: [PlatformAnalytics, Summarize],
})
export class SummariesModule {}
