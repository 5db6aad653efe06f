import { Module } from '@nestjs/common';
import { UserChoices } from '#callers';
import { Clock } from '#kernel';
import { Caches } from '#platform/cache';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { CallsByUser, EventLogModule } from '#realtime';
import { Baselines } from './app/patterns/baselines.js';
import { CurrentBaseline } from './app/patterns/current-baseline.js';
import { GetUserPatterns, type KeptPatterns } from './app/patterns/get-user-patterns.js';
import { MakeBaseline } from './app/patterns/make-baseline.js';
import { PatternRecords } from './app/patterns/pattern-records.js';
import { UserHistories } from './app/patterns/user-histories.js';
import { PatternsController } from './http/patterns/patterns.controller.js';
import { PgBaselines } from './infra/patterns/pg-baselines.js';
import { PgPatternRecords } from './infra/patterns/pg-pattern-records.js';
import { PatternBaselineSchedule } from './jobs/patterns/pattern-baseline-schedule.js';
import { PATTERN_BASELINE_JOB } from './jobs/patterns/pattern-baseline.job.js';
import { PatternBaselineProcessor } from './jobs/patterns/pattern-baseline.processor.js';
import { UserChoicesModule } from './user-choices.module.js';

const CACHE_SHARE = 0.02;
const ENTRY_BYTES = 8000;
const KEPT_MS = 3 * 60_000;

/** What patterns are sought in and compared with. */
@Module({
  imports: [EventLogModule, PrivacyModule, UserChoicesModule],
  providers: [
    {
      provide: PatternRecords,
      inject: [Database, CallsByUser, Keyring],
      useFactory: (database: Database, log: CallsByUser, keyring: Keyring) => new PgPatternRecords(database, log, keyring),
    },
    { provide: Baselines, inject: [Database], useFactory: (database: Database) => new PgBaselines(database) },
    { provide: UserHistories, inject: [PatternRecords, UserChoices], useFactory: (records: PatternRecords, choices: UserChoices) => new UserHistories(records, choices) },
    {
      provide: MakeBaseline,
      inject: [CallsByUser, UserHistories, Baselines, Clock],
      useFactory: (...parts: ConstructorParameters<typeof MakeBaseline>) => new MakeBaseline(...parts),
    },
  ],
  exports: [UserHistories, Baselines, MakeBaseline],
})
class PatternHistoriesModule {}

/** What stands out in users' calls. */
@Module({
  imports: [PrivacyModule, PatternHistoriesModule],
  providers: [
    {
      provide: CurrentBaseline,
      inject: [Baselines, MakeBaseline, Clock],
      useFactory: (baselines: Baselines, make: MakeBaseline, clock: Clock) => new CurrentBaseline(baselines, make, clock),
    },
    {
      provide: GetUserPatterns,
      inject: [Identities, UserHistories, CurrentBaseline, Caches],
      useFactory: (identities: Identities, histories: UserHistories, baseline: CurrentBaseline, caches: Caches) =>
        new GetUserPatterns(identities, histories, baseline, caches.create<KeptPatterns>(CACHE_SHARE, ENTRY_BYTES, KEPT_MS)),
    },
  ],
  exports: [GetUserPatterns],
})
export class UserPatternsModule {}

/** The same, for their eyes. */
@Module({ imports: [UserPatternsModule], controllers: [PatternsController] })
export class PatternsHttpModule {}

/** The job that makes the baseline. */
@Module({
  imports: [PatternHistoriesModule, QueueModule.of(PATTERN_BASELINE_JOB)],
  providers: [PatternBaselineSchedule, PatternBaselineProcessor],
})
export class PatternsJobsModule {}
