import { Module } from '@nestjs/common';
import { UserChoices } from '#callers';
import { Caches } from '#platform/cache';
import { Database } from '#platform/database';
import { Identities, PrivacyModule } from '#privacy';
import { CallsByUser, EventLogModule } from '#realtime';
import { Baselines } from './app/patterns/baselines.js';
import { GetUserPatterns, type UserPatterns } from './app/patterns/get-user-patterns.js';
import { PatternRecords } from './app/patterns/pattern-records.js';
import { UserHistories } from './app/patterns/user-histories.js';
import { PatternsController } from './http/patterns/patterns.controller.js';
import { PgBaselines } from './infra/patterns/pg-baselines.js';
import { PgPatternRecords } from './infra/patterns/pg-pattern-records.js';
import { UserChoicesModule } from './user-choices.module.js';

const CACHE_SHARE = 0.02;
const ENTRY_BYTES = 8000;
const KEPT_MS = 3 * 60_000;

/** What patterns are sought in. */
@Module({
  imports: [EventLogModule, UserChoicesModule],
  providers: [
    { provide: PatternRecords, inject: [Database, CallsByUser], useFactory: (database: Database, log: CallsByUser) => new PgPatternRecords(database, log) },
    { provide: Baselines, inject: [Database], useFactory: (database: Database) => new PgBaselines(database) },
    { provide: UserHistories, inject: [PatternRecords, UserChoices], useFactory: (records: PatternRecords, choices: UserChoices) => new UserHistories(records, choices) },
  ],
  exports: [UserHistories, Baselines],
})
export class PatternHistoriesModule {}

/** What stands out in users' calls, for their eyes. */
@Module({
  imports: [PrivacyModule, PatternHistoriesModule],
  controllers: [PatternsController],
  providers: [
    {
      provide: GetUserPatterns,
      inject: [Identities, UserHistories, Baselines, Caches],
      useFactory: (identities: Identities, histories: UserHistories, baselines: Baselines, caches: Caches) =>
        new GetUserPatterns(identities, histories, baselines, caches.create<UserPatterns>(CACHE_SHARE, ENTRY_BYTES, KEPT_MS)),
    },
  ],
})
export class PatternsHttpModule {}
