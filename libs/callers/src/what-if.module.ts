import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { PredictionLog, PredictionLogModule } from '#ml';
import { Database } from '#platform/database';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventHistory, EventLogModule } from '#realtime';
import { CallsOfUser } from './app/calls-of-user.js';
import { JudgeCaller } from './app/judge-caller.js';
import { SpamModels } from './app/spam-models.js';
import { UserChoices } from './app/user-choices.js';
import { WhatIf } from './app/what-if.js';
import { CallersModule } from './callers.module.js';
import { WhatIfController } from './http/what-if.controller.js';
import { PgCallsOfUser } from './infra/pg-calls-of-user.js';

@Module({})
export class WhatIfHttpModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: WhatIfHttpModule,
      imports: [choices, CallersModule, PredictionLogModule, PrivacyModule, EventLogModule],
      controllers: [WhatIfController],
      providers: [
        { provide: CallsOfUser, inject: [Database], useFactory: (database: Database) => new PgCallsOfUser(database) },
        { provide: JudgeCaller, inject: [SpamModels, PredictionLog], useFactory: (models: SpamModels, log: PredictionLog) => new JudgeCaller(models, log) },
        {
          provide: WhatIf,
          inject: [Identities, CallsOfUser, EventHistory, UserChoices, Keyring, JudgeCaller],
          useFactory: (...parts: [Identities, CallsOfUser, EventHistory, UserChoices, Keyring, JudgeCaller]) => new WhatIf(...parts),
        },
      ],
    };
  }
}
