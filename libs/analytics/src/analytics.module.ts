import { Module } from '@nestjs/common';
import { mainZoneOf } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { UserChoicesModule } from '#profiles';
import { UserZones } from '#realtime';
import { CallRecords } from './app/call-records.js';
import { Summarize } from './app/summarize.js';
import { AnalyticsController } from './http/analytics.controller.js';
import { PgCallRecords } from './infra/pg-call-records.js';

/** Summaries, for who shows them and who makes reports of them. */
@Module({
  imports: [PrivacyModule, UserChoicesModule],
  providers: [
    { provide: CallRecords, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgCallRecords(database, keyring) },
    {
      provide: Summarize,
      inject: [CallRecords, UserZones, Settings],
      useFactory: (records: CallRecords, zones: UserZones, { env }: Settings) => new Summarize(records, zones, mainZoneOf(env.DEFAULT_REGION)),
    },
  ],
  exports: [Summarize],
})
export class SummariesModule {}

@Module({ imports: [SummariesModule, PrivacyModule], controllers: [AnalyticsController] })
export class AnalyticsHttpModule {}
