import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventLog, EventLogModule } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { CallerReadModel } from './app/caller-read-model.js';
import { CampaignOf } from './app/campaigns/campaign-of.js';
import { FactsAt } from './app/facts-at.js';
import { GetVerdict } from './app/get-verdict.js';
import { GiveFeedback } from './app/give-feedback.js';
import { JudgeCaller } from './app/judge-caller.js';
import { UserChoices } from './app/user-choices.js';
import { Whitelists } from './app/whitelists.js';
import { CallersModule } from './callers.module.js';
import { CampaignsModule } from './campaigns.module.js';
import { CallersController } from './http/callers.controller.js';
import { ScoredCallersController } from './http/scored-callers.controller.js';
import { JudgingModule } from './judging.module.js';
import { ScoreQueueModule } from './score-queue.module.js';
import { WhitelistModule } from './whitelist.module.js';

/** Who is calling, and what users say of it. */
@Module({})
export class CallersHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: CallersHttpModule,
      imports: [choices, CallersModule, CampaignsModule, JudgingModule, PrivacyModule, EventLogModule, ScoreQueueModule, WhitelistModule],
      controllers: [CallersController, ScoredCallersController],
      providers: [
        {
          provide: FactsAt,
          inject: [CallerReadModel, Whitelists, CallerAsOf, CampaignOf, Keyring],
          useFactory: (...[callers, whitelists, past, campaigns, keyring]: [CallerReadModel, Whitelists, CallerAsOf, CampaignOf, Keyring]) =>
            new FactsAt({ callers, whitelists, past, campaigns, keyring }),
        },
        {
          provide: GetVerdict,
          inject: [Identities, UserChoices, FactsAt, JudgeCaller, Keyring],
          useFactory: (...[identities, choices, factsAt, judging, keyring]: [Identities, UserChoices, FactsAt, JudgeCaller, Keyring]) =>
            new GetVerdict(identities, choices, factsAt, judging, { keyring }),
        },
        {
          provide: GiveFeedback,
          inject: [Identities, EventLog, Keyring, Clock],
          useFactory: (...parts: ConstructorParameters<typeof GiveFeedback>) => new GiveFeedback(...parts),
        },
      ],
    };
  }
}
