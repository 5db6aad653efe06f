import { Inject, Module, type OnModuleInit } from '@nestjs/common';
import { Logger } from '#platform/logging';
import { InstallShippedModels } from './app/install-shipped-models.js';
import { ModelRegistry } from './app/model-registry.js';
import { ShippedFiles } from './infra/shipped-files.js';
import { ModelStoreModule } from './model-store.module.js';

/** Before a process is ready, the names it serves have what ships. */
@Module({
  imports: [ModelStoreModule],
  providers: [
    { provide: InstallShippedModels, inject: [ModelRegistry], useFactory: (registry: ModelRegistry) => new InstallShippedModels(registry, new ShippedFiles()) },
  ],
})
export class ShippedModelsModule implements OnModuleInit {
  constructor(
    @Inject(InstallShippedModels) private readonly install: InstallShippedModels,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onModuleInit(): Promise<void> {
    const names = await this.install.execute();
    if (names.length > 0) this.logger.info('models that ship were installed', { models: names.join(', ') });
  }
}
