import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { Clock } from '#kernel';
import { Identities, Keyring, PrivacyModule } from '#privacy';
import { EventLog, EventLogModule, IdempotencyModule, IdempotentActs } from '#realtime';
import { JudgeCaller } from './app/judge-caller.js';
import { RingFacts } from './app/ring-facts.js';
import { UserChoices } from './app/user-choices.js';
import { ChangeWhitelist } from './app/whitelist/change-whitelist.js';
import { EntriesNow } from './app/whitelist/entries-now.js';
import { ListEntries } from './app/whitelist/list-entries.js';
import { RecordChange } from './app/whitelist/record-change.js';
import { Whitelists } from './app/whitelists.js';
import { JudgingModule } from './judging.module.js';
import { RingFactsModule } from './ring-facts.module.js';
import { WhitelistModule } from './whitelist.module.js';

/** What users do with their whitelists. */
@Module({})
export class WhitelistUseCasesModule {
  /** @param choices a module that exports `UserChoices` */
  static forRoot(choices: Type): DynamicModule {
    return {
      module: WhitelistUseCasesModule,
      imports: [choices, JudgingModule, RingFactsModule, PrivacyModule, EventLogModule, IdempotencyModule, WhitelistModule],
      providers: [
        {
          provide: EntriesNow,
          inject: [Whitelists, Identities, RingFacts, UserChoices, JudgeCaller],
          useFactory: (...[whitelists, identities, ringing, ...rest]: [Whitelists, Identities, RingFacts, UserChoices, JudgeCaller]) => new EntriesNow(whitelists, { identities, ringing }, ...rest),
        },
        { provide: RecordChange, inject: [EventLog, Keyring, Clock], useFactory: (log: EventLog, keyring: Keyring, clock: Clock) => new RecordChange(log, keyring, clock) },
        {
          provide: ListEntries,
          inject: [Identities, EntriesNow, Keyring],
          useFactory: (...parts: ConstructorParameters<typeof ListEntries>) => new ListEntries(...parts),
        },
        {
          provide: ChangeWhitelist,
          inject: [Identities, Whitelists, EntriesNow, RecordChange, Keyring, IdempotentActs],
          useFactory: (...parts: ConstructorParameters<typeof ChangeWhitelist>) => new ChangeWhitelist(...parts),
        },
      ],
      exports: [ListEntries, ChangeWhitelist],
    };
  }
}
