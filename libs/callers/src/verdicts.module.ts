import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { Clock } from '#kernel';
import { Caches } from '#platform/cache';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventLog, EventLogModule, IdempotencyModule, IdempotentActs } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { CampaignOf } from './app/campaigns/campaign-of.js';
import { FactsAt } from './app/facts-at.js';
import { GetVerdict } from './app/get-verdict.js';
import { GiveFeedback } from './app/give-feedback.js';
import { JudgeCaller } from './app/judge-caller.js';
import { OrderScoring } from './app/order-scoring.js';
import { RangesAsOf } from './app/ranges/ranges-as-of.js';
import { Reputations } from './app/ranges/reputations.js';
import { RingFacts } from './app/ring-facts.js';
import { UserChoices } from './app/user-choices.js';
import { CallersModule } from './callers.module.js';
import { CampaignsModule } from './campaigns.module.js';
import { CallersController } from './http/callers.controller.js';
import { RefreshScoresController } from './http/refresh-scores.controller.js';
import { ScoredCallersController } from './http/scored-callers.controller.js';
import { PgPlacesLeft } from './infra/pg-places-left.js';
import { JudgingModule } from './judging.module.js';
import { RingFactsModule } from './ring-facts.module.js';
import { QueuedScoring } from './jobs/queued-scoring.js';
import { SCORE_JOB } from './jobs/score-callers.job.js';

/** Who is calling, and what users say of it. */
@Module({})
export class CallersHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: CallersHttpModule,
      imports: [choices, CallersModule, CampaignsModule, JudgingModule, PrivacyModule, EventLogModule, IdempotencyModule, RingFactsModule, QueueModule.of(SCORE_JOB)],
      controllers: [CallersController, ScoredCallersController, RefreshScoresController],
      providers: [
        { provide: OrderScoring, useClass: QueuedScoring },
        {
          provide: FactsAt,
          inject: [RingFacts, CallerAsOf, CampaignOf, Reputations, RangesAsOf, Keyring],
          useFactory: (...[ringing, past, campaigns, reputations, pastRanges, keyring]: [RingFacts, CallerAsOf, CampaignOf, Reputations, RangesAsOf, Keyring]) =>
            new FactsAt({ ringing, past, campaigns, reputations, pastRanges, keyring }),
        },
        {
          provide: GetVerdict,
          inject: [Identities, UserChoices, FactsAt, JudgeCaller, Keyring, Database, Caches],
          useFactory: (...[identities, choices, factsAt, judging, keyring, database, caches]: [Identities, UserChoices, FactsAt, JudgeCaller, Keyring, Database, Caches]) =>
            new GetVerdict(identities, choices, factsAt, judging, { keyring, places: new PgPlacesLeft(database, caches) }),
        },
        {
          provide: GiveFeedback,
          inject: [Identities, EventLog, Keyring, Clock, IdempotentActs],
          useFactory: (...parts: ConstructorParameters<typeof GiveFeedback>) => new GiveFeedback(...parts),
        },
      ],
    };
  }
}
