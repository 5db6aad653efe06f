import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Artifacts } from './app/artifacts.js';
import { ModelRegistry } from './app/model-registry.js';
import { PredictiveModels } from './app/predictive-models.js';
import { PrepareTraining } from './app/prepare-training.js';
import { RegisterModel } from './app/register-model.js';
import { TrainModel } from './app/train-model.js';
import { Training } from './app/training.js';
import { ModelStoreModule } from './model-store.module.js';

/** Registering and training, for routes, jobs and code alike. */
@Module({
  imports: [ModelStoreModule],
  providers: [
    { provide: RegisterModel, inject: [ModelRegistry, Clock], useFactory: (registry: ModelRegistry, clock: Clock) => new RegisterModel(registry, clock) },
    {
      provide: PrepareTraining,
      inject: [ModelRegistry, Artifacts, Training],
      useFactory: (...parts: [ModelRegistry, Artifacts, Training]) => new PrepareTraining(...parts),
    },
    {
      provide: TrainModel,
      inject: [ModelRegistry, Artifacts, Training, Clock],
      useFactory: (...parts: [ModelRegistry, Artifacts, Training, Clock]) => new TrainModel(...parts),
    },
    {
      provide: PredictiveModels,
      inject: [RegisterModel, PrepareTraining, TrainModel, Artifacts],
      useFactory: (...parts: [RegisterModel, PrepareTraining, TrainModel, Artifacts]) => new PredictiveModels(...parts),
    },
  ],
  exports: [RegisterModel, PrepareTraining, TrainModel, PredictiveModels],
})
export class PredictiveModelsModule {}
