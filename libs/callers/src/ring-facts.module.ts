import { Inject, Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Caches } from '#platform/cache';
import { Database, type Listening } from '#platform/database';
import { Keyring, PrivacyModule } from '#privacy';
import { RingFacts } from './app/ring-facts.js';
import { CallersModule } from './callers.module.js';
import { CALLERS_CHANGED } from './infra/ringing/changed-callers.js';
import { RememberedRingFacts } from './infra/ringing/remembered-ring-facts.js';

/** What verdicts of now rest on, remembered until folds and jobs tell of changes. */
@Module({
  imports: [CallersModule, PrivacyModule],
  providers: [
    { provide: RememberedRingFacts, inject: [Database, Keyring, Caches], useFactory: (...parts: ConstructorParameters<typeof RememberedRingFacts>) => new RememberedRingFacts(...parts) },
    { provide: RingFacts, useExisting: RememberedRingFacts },
  ],
  exports: [RingFacts],
})
export class RingFactsModule implements OnModuleInit, BeforeApplicationShutdown {
  private listening: Listening | undefined;

  constructor(
    @Inject(RememberedRingFacts) private readonly facts: RememberedRingFacts,
    @Inject(Database) private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    this.listening = await this.database.listen(CALLERS_CHANGED, (changed) => this.facts.forget(changed));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listening?.stop();
  }
}
