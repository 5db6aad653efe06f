import { Inject, Module, type BeforeApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Clock } from '#kernel';
import { Database, type Listening } from '#platform/database';
import { Logger } from '#platform/logging';
import { Champions } from './app/champions.js';
import { ModelRegistry } from './app/model-registry.js';
import { LoadedModels } from './infra/loaded-models.js';
import { ALIAS_CHANNEL } from './infra/registry-statements.js';
import { ModelStoreModule } from './model-store.module.js';

/** Champions at hand, for questions that come by the hundred a second. */
@Module({
  imports: [ModelStoreModule],
  providers: [
    {
      provide: Champions,
      inject: [ModelRegistry, LoadedModels, Clock, Logger],
      useFactory: (registry: ModelRegistry, models: LoadedModels, clock: Clock, logger: Logger) =>
        new Champions(registry, models, clock, (message, fields) => logger.warn(message, fields)),
    },
  ],
  exports: [Champions],
})
export class ChampionsModule implements OnModuleInit, BeforeApplicationShutdown {
  private listening: Listening | undefined;

  constructor(
    @Inject(Champions) private readonly champions: Champions,
    @Inject(Database) private readonly database: Database,
  ) {}

  async onModuleInit(): Promise<void> {
    this.listening = await this.database.listen(ALIAS_CHANNEL, (name) => this.champions.forget(name));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.listening?.stop();
  }
}
