import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { Clock } from '#kernel';
import { Champions, ChampionsModule, PredictionLabels, PredictionLogModule } from '#ml';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { CallerLookup } from './app/caller-lookup.js';
import { CallerReadModel } from './app/caller-read-model.js';
import { CallerScores } from './app/caller-scores.js';
import { CountSpamCalls } from './app/count-spam-calls.js';
import { PublishLookup } from './app/publish-lookup.js';
import { Reputations } from './app/ranges/reputations.js';
import { ScoreCallers } from './app/score-callers.js';
import { SpamModels } from './app/spam-models.js';
import { CAMPAIGNS_JOB } from './jobs/campaigns/campaigns.job.js';
import { CallLabelsProjection } from './infra/call-labels-projection.js';
import { CallersProjection, NewcomersProjection } from './infra/callers-projection.js';
import { PgCallerReadModel } from './infra/pg-caller-read-model.js';
import { PgCallerScores } from './infra/pg-caller-scores.js';
import { PgReputations } from './infra/ranges/pg-reputations.js';
import { ReputationProjection } from './infra/ranges/reputation-projection.js';
import { RankedReportsProjection, ReportsProjection } from './infra/reports-projection.js';
import { VerdictsNow } from './app/verdicts-now.js';
import { ScoreCallersProcessor } from './jobs/score-callers.processor.js';
import { ScoreSchedule } from './jobs/score-schedule.js';
import { LookupStoreModule } from './lookup.module.js';
import { SCORE_JOB } from './jobs/score-callers.job.js';

/** What other libraries ask about callers. */
@Module({
  imports: [ChampionsModule],
  providers: [
    { provide: Reputations, inject: [Database], useFactory: (database: Database) => new PgReputations(database) },
    { provide: CallerReadModel, inject: [Database, Reputations], useFactory: (database: Database, reputations: Reputations) => new PgCallerReadModel(database, reputations) },
    {
      provide: SpamModels,
      inject: [Champions, Logger],
      useFactory: (champions: Champions, logger: Logger) => new SpamModels(champions, (message, fields) => logger.warn(message, fields)),
    },
    { provide: CallerScores, inject: [Database], useFactory: (database: Database) => new PgCallerScores(database) },
    { provide: CountSpamCalls, inject: [CallerReadModel, SpamModels], useFactory: (callers: CallerReadModel, models: SpamModels) => new CountSpamCalls(callers, models) },
    { provide: VerdictsNow, inject: [CallerReadModel, SpamModels], useFactory: (callers: CallerReadModel, models: SpamModels) => new VerdictsNow(callers, models) },
  ],
  exports: [CallerReadModel, CallerScores, CountSpamCalls, Reputations, SpamModels, VerdictsNow],
})
export class CallersModule {}

/** The folds and jobs that the worker runs for this library. */
@Module({
  imports: [CallersModule, ChampionsModule, LookupStoreModule, PrivacyModule, PredictionLogModule, QueueModule.of(SCORE_JOB), QueueModule.of(CAMPAIGNS_JOB)],
  providers: [
    ScoreSchedule,
    ScoreCallersProcessor,
    {
      provide: ScoreCallers,
      inject: [CallerReadModel, SpamModels, CallerScores, Identities, Clock],
      useFactory: (...parts: ConstructorParameters<typeof ScoreCallers>) => new ScoreCallers(...parts),
    },
    {
      provide: PublishLookup,
      inject: [CallerScores, Identities, CallerLookup, Clock],
      useFactory: (...parts: [CallerScores, Identities, CallerLookup, Clock]) => new PublishLookup(...parts),
    },
    { provide: CallersProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new CallersProjection(keyring) },
    { provide: NewcomersProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new NewcomersProjection(keyring) },
    { provide: ReputationProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new ReputationProjection(keyring) },
    { provide: ReportsProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new RankedReportsProjection(keyring) },
    {
      provide: CallLabelsProjection,
      inject: [Keyring, PredictionLabels],
      useFactory: (keyring: Keyring, labels: PredictionLabels) => new CallLabelsProjection(keyring, labels),
    },
  ],
  exports: [CallersProjection, NewcomersProjection, ReputationProjection, ReportsProjection, CallLabelsProjection],
})
export class CallersJobsModule {}
