import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLogModule } from '#realtime';
import { CallerAsOf } from './app/caller-as-of.js';
import { CampaignOf } from './app/campaigns/campaign-of.js';
import { CallsOfUser } from './app/calls-of-user.js';
import { JudgeCaller } from './app/judge-caller.js';
import { RangesAsOf } from './app/ranges/ranges-as-of.js';
import { UserChoices } from './app/user-choices.js';
import { WhatIf } from './app/what-if.js';
import { CampaignsModule } from './campaigns.module.js';
import { JudgingModule } from './judging.module.js';
import { WhatIfController } from './http/what-if.controller.js';
import { PgCallsOfUser } from './infra/pg-calls-of-user.js';

type Needed = [Identities, CallsOfUser, EventHistory, UserChoices, JudgeCaller, CallerAsOf, CampaignOf, RangesAsOf, Keyring];

/** Replays of a user's calls, for the route and for jobs. */
@Module({})
export class WhatIfModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: WhatIfModule,
      imports: [choices, CampaignsModule, JudgingModule, PrivacyModule, EventLogModule],
      providers: [
        { provide: CallsOfUser, inject: [Database], useFactory: (database: Database) => new PgCallsOfUser(database) },
        {
          provide: WhatIf,
          inject: [Identities, CallsOfUser, EventHistory, UserChoices, JudgeCaller, CallerAsOf, CampaignOf, RangesAsOf, Keyring],
          useFactory: (...[identities, calls, history, choices, judging, past, campaigns, ranges, keyring]: Needed) =>
            new WhatIf(identities, calls, history, choices, { past, campaigns, ranges, keyring }, judging),
        },
      ],
      exports: [WhatIf],
    };
  }
}

@Module({})
export class WhatIfHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return { module: WhatIfHttpModule, imports: [WhatIfModule.forRoot(choices)], controllers: [WhatIfController] };
  }
}
