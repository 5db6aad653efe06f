import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Champions, ChampionsModule, PredictionLabels, PredictionLog, PredictionLogModule } from '#ml';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLog, EventLogModule } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { CallerReadModel } from './app/caller-read-model.js';
import { CallerScores } from './app/caller-scores.js';
import { CampaignOf } from './app/campaigns/campaign-of.js';
import { DescribeNetwork } from './app/campaigns/describe-network.js';
import { CountSpamCalls } from './app/count-spam-calls.js';
import { GetVerdict } from './app/get-verdict.js';
import { GiveFeedback } from './app/give-feedback.js';
import { JudgeCaller } from './app/judge-caller.js';
import { ScoreCallers } from './app/score-callers.js';
import { SpamModels } from './app/spam-models.js';
import { UserChoices } from './app/user-choices.js';
import { CampaignQueueModule } from './campaign-queue.module.js';
import { CampaignsModule } from './campaigns.module.js';
import { CallersController } from './http/callers.controller.js';
import { ScoredCallersController } from './http/scored-callers.controller.js';
import { CallLabelsProjection } from './infra/call-labels-projection.js';
import { CallersProjection } from './infra/callers-projection.js';
import { PgCallerReadModel } from './infra/pg-caller-read-model.js';
import { PgCallerScores } from './infra/pg-caller-scores.js';
import { ReportsProjection } from './infra/reports-projection.js';
import { ScoreCallersProcessor } from './jobs/score-callers.processor.js';
import { ScoreSchedule } from './jobs/score-schedule.js';
import { ScoreQueueModule } from './score-queue.module.js';

/** What other libraries ask about callers. */
@Module({
  imports: [ChampionsModule],
  providers: [
    { provide: CallerReadModel, inject: [Database], useFactory: (database: Database) => new PgCallerReadModel(database) },
    {
      provide: SpamModels,
      inject: [Champions, Logger],
      useFactory: (champions: Champions, logger: Logger) => new SpamModels(champions, (message, fields) => logger.warn(message, fields)),
    },
    { provide: CallerScores, inject: [Database], useFactory: (database: Database) => new PgCallerScores(database) },
    { provide: CountSpamCalls, inject: [CallerReadModel, SpamModels], useFactory: (callers: CallerReadModel, models: SpamModels) => new CountSpamCalls(callers, models) },
  ],
  exports: [CallerReadModel, CallerScores, CountSpamCalls, SpamModels],
})
export class CallersModule {}

@Module({})
export class CallersHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: CallersHttpModule,
      imports: [choices, CallersModule, CampaignsModule, PredictionLogModule, PrivacyModule, EventLogModule, ScoreQueueModule],
      controllers: [CallersController, ScoredCallersController],
      providers: [
        { provide: JudgeCaller, inject: [SpamModels, PredictionLog], useFactory: (models: SpamModels, log: PredictionLog) => new JudgeCaller(models, log) },
        { provide: CallerAsOf, inject: [EventHistory, Keyring], useFactory: (history: EventHistory, keyring: Keyring) => new CallerAsOf(history, keyring) },
        {
          provide: GetVerdict,
          inject: [JudgeCaller, DescribeNetwork, Identities, CallerReadModel, UserChoices, Keyring, CallerAsOf],
          useFactory: (judging: JudgeCaller, network: DescribeNetwork, ...parts: [Identities, CallerReadModel, UserChoices, Keyring, CallerAsOf]) =>
            new GetVerdict(...parts, { judging, network }),
        },
        { provide: DescribeNetwork, inject: [CampaignOf, Identities], useFactory: (campaigns: CampaignOf, identities: Identities) => new DescribeNetwork(campaigns, identities) },
        {
          provide: GiveFeedback,
          inject: [Identities, EventLog, Keyring, Clock],
          useFactory: (...parts: [Identities, EventLog, Keyring, Clock]) => new GiveFeedback(...parts),
        },
      ],
    };
  }
}

/** The folds and jobs that the worker runs for this library. */
@Module({
  imports: [CallersModule, ChampionsModule, PrivacyModule, PredictionLogModule, ScoreQueueModule, CampaignQueueModule],
  providers: [
    ScoreSchedule,
    ScoreCallersProcessor,
    {
      provide: ScoreCallers,
      inject: [CallerReadModel, SpamModels, CallerScores, Clock],
      useFactory: (...parts: [CallerReadModel, SpamModels, CallerScores, Clock]) => new ScoreCallers(...parts),
    },
    CallersProjection,
    { provide: ReportsProjection, inject: [Keyring], useFactory: (keyring: Keyring) => new ReportsProjection(keyring) },
    {
      provide: CallLabelsProjection,
      inject: [Keyring, PredictionLabels],
      useFactory: (keyring: Keyring, labels: PredictionLabels) => new CallLabelsProjection(keyring, labels),
    },
  ],
  exports: [CallersProjection, ReportsProjection, CallLabelsProjection],
})
export class CallersJobsModule {}
