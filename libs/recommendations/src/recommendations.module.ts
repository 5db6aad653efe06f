import { Module } from '@nestjs/common';
import { CallersModule, ChangeWhitelist, ListEntries, VerdictsNow, WhatIf, WhatIfModule, WhitelistUseCasesModule } from '#callers';
import { Clock } from '#kernel';
import { PredictedBehavior } from '#ml';
import { Database } from '#platform/database';
import { QueueModule } from '#platform/queues';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { GetPreferences, GetUserProfile, ProfileUseCasesModule, SetPreferences, UserBehaviorModule, UserChoicesModule, UserHours, UserHoursModule, UserRules } from '#profiles';
import { IdempotencyModule, IdempotentActs } from '#realtime';
import { ActOnRecommendation } from './app/act-on-recommendation.js';
import { CallForesight } from './app/call-foresight.js';
import { DailyUpkeep } from './app/daily-upkeep.js';
import { ForeseeEffects } from './app/foresee-effects.js';
import { GatherSituation } from './app/gather-situation.js';
import { GetRecommendations } from './app/get-recommendations.js';
import { GetStatistics, RecommendationCounts } from './app/get-statistics.js';
import { LearnRankings } from './app/learn-rankings.js';
import { MeasureEffects } from './app/measure-effects.js';
import { OrderRefresh } from './app/order-refresh.js';
import { Rankings } from './app/rankings.js';
import { Recommendations } from './app/recommendations.js';
import { RefreshRecommendations } from './app/refresh-recommendations.js';
import { SettingsOfAdvice } from './app/settings-of-advice.js';
import { UserFigures } from './app/user-figures.js';
import { RecommendationsController } from './http/recommendations.controller.js';
import { RecommendationStatisticsController } from './http/statistics.controller.js';
import { PgRankings } from './infra/pg-rankings.js';
import { PgRecommendationCounts } from './infra/pg-recommendation-counts.js';
import { PgRecommendations } from './infra/pg-recommendations.js';
import { PgUserFigures } from './infra/pg-user-figures.js';
import { PredictedCalls } from './infra/predicted-calls.js';
import { QueuedRefresh } from './jobs/queued-refresh.js';
import { RecommendationsProcessor } from './jobs/recommendations.processor.js';
import { REFRESH_JOB } from './jobs/recommendations.job.js';
import { RecommendationsSchedule } from './jobs/recommendations-schedule.js';

/** Where recommendations and rankings are kept, and how a list is ordered anew. */
@Module({
  imports: [PrivacyModule, QueueModule.of(REFRESH_JOB)],
  providers: [
    { provide: Recommendations, inject: [Database, Keyring], useFactory: (database: Database, keyring: Keyring) => new PgRecommendations(database, keyring) },
    { provide: Rankings, inject: [Database], useFactory: (database: Database) => new PgRankings(database) },
    { provide: RecommendationCounts, inject: [Database], useFactory: (database: Database) => new PgRecommendationCounts(database) },
    { provide: UserFigures, inject: [Database], useFactory: (database: Database) => new PgUserFigures(database) },
    { provide: OrderRefresh, useClass: QueuedRefresh },
  ],
  exports: [Recommendations, Rankings, RecommendationCounts, UserFigures, OrderRefresh],
})
class RecommendationStoreModule {}

type Settings = [GetPreferences, SetPreferences, UserRules, ListEntries, ChangeWhitelist, Clock];

@Module({
  imports: [RecommendationStoreModule, ProfileUseCasesModule, WhitelistUseCasesModule.forRoot(UserChoicesModule), PrivacyModule, IdempotencyModule],
  // The admins' route first: it is no user's id.
  controllers: [RecommendationStatisticsController, RecommendationsController],
  providers: [
    {
      provide: SettingsOfAdvice,
      inject: [GetPreferences, SetPreferences, UserRules, ListEntries, ChangeWhitelist, Clock],
      useFactory: (...[preferences, setPreferences, rules, entries, whitelist, clock]: Settings) => new SettingsOfAdvice({ preferences, setPreferences, rules, entries, whitelist, clock }),
    },
    {
      provide: ActOnRecommendation,
      inject: [Identities, Recommendations, SettingsOfAdvice, IdempotentActs, Clock],
      useFactory: (...parts: [Identities, Recommendations, SettingsOfAdvice, IdempotentActs, Clock]) => new ActOnRecommendation(...parts),
    },
    {
      provide: GetRecommendations,
      inject: [Identities, Recommendations, GetPreferences, OrderRefresh, Clock],
      useFactory: (...parts: [Identities, Recommendations, GetPreferences, OrderRefresh, Clock]) => new GetRecommendations(...parts),
    },
    { provide: GetStatistics, inject: [RecommendationCounts, Rankings, Clock], useFactory: (...parts: [RecommendationCounts, Rankings, Clock]) => new GetStatistics(...parts) },
  ],
})
export class RecommendationsHttpModule {}

type Sources = [GetUserProfile, GetPreferences, UserRules, ListEntries, UserHours, UserFigures, CallForesight, VerdictsNow];

/** The jobs that make lists, measure effects and learn. */
@Module({
  imports: [
    CallersModule, RecommendationStoreModule, ProfileUseCasesModule, WhitelistUseCasesModule.forRoot(UserChoicesModule), WhatIfModule.forRoot(UserChoicesModule), UserHoursModule, UserBehaviorModule,
    PrivacyModule, QueueModule.of(REFRESH_JOB),
  ],
  providers: [
    RecommendationsSchedule,
    RecommendationsProcessor,
    {
      provide: GatherSituation,
      inject: [GetUserProfile, GetPreferences, UserRules, ListEntries, UserHours, UserFigures, CallForesight, VerdictsNow],
      useFactory: (...[profiles, preferences, rules, entries, hours, figures, foresight, verdicts]: Sources) => new GatherSituation({ profiles, preferences, rules, entries, hours, figures, foresight, verdicts }),
    },
    { provide: CallForesight, inject: [PredictedBehavior], useFactory: (predicted: PredictedBehavior) => new PredictedCalls(predicted) },
    { provide: ForeseeEffects, inject: [WhatIf], useFactory: (whatIf: WhatIf) => new ForeseeEffects(whatIf) },
    {
      provide: RefreshRecommendations,
      inject: [Identities, GatherSituation, ForeseeEffects, Rankings, Recommendations, Keyring, Clock],
      useFactory: (...[identities, situations, effects, rankings, recommendations, keyring, clock]: [Identities, GatherSituation, ForeseeEffects, Rankings, Recommendations, Keyring, Clock]) =>
        new RefreshRecommendations({ identities, situations, effects, rankings, recommendations, keyring, clock }),
    },
    { provide: MeasureEffects, inject: [Recommendations, UserFigures, Clock], useFactory: (...parts: [Recommendations, UserFigures, Clock]) => new MeasureEffects(...parts) },
    { provide: LearnRankings, inject: [Rankings, Clock], useFactory: (rankings: Rankings, clock: Clock) => new LearnRankings(rankings, clock) },
    {
      provide: DailyUpkeep,
      inject: [MeasureEffects, LearnRankings, Recommendations, OrderRefresh, Clock],
      useFactory: (...[measure, learn, recommendations, order, clock]: [MeasureEffects, LearnRankings, Recommendations, OrderRefresh, Clock]) => new DailyUpkeep({ measure, learn, recommendations, order, clock }),
    },
  ],
})
export class RecommendationsJobsModule {}
