import { Module } from '@nestjs/common';
import { Artifacts } from './app/artifacts.js';
import { Forecasters } from './app/forecasters.js';
import { ModelRegistry } from './app/model-registry.js';
import { ModelStoreModule } from './model-store.module.js';

/** Trained forecasters, for whoever asks them beside other methods. */
@Module({
  imports: [ModelStoreModule],
  providers: [{ provide: Forecasters, inject: [ModelRegistry, Artifacts], useFactory: (registry: ModelRegistry, artifacts: Artifacts) => new Forecasters(registry, artifacts) }],
  exports: [Forecasters],
})
export class ForecastersModule {}
