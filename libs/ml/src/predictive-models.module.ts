import { Module } from '@nestjs/common';
import { Clock } from '#kernel';
import { Keyring, PrivacyModule } from '#privacy';
import { EventLogModule, EventsBySubject } from '#realtime';
import { Artifacts } from './app/artifacts.js';
import { HistoryTraining } from './app/history-training.js';
import { ModelRegistry } from './app/model-registry.js';
import { PredictiveModels } from './app/predictive-models.js';
import { PrepareTraining } from './app/prepare-training.js';
import { RegisterModel } from './app/register-model.js';
import { TrainModel } from './app/train-model.js';
import { Training } from './app/training.js';
import { LoggedCalls } from './infra/logged-calls.js';
import { ModelStoreModule } from './model-store.module.js';

/** Registering and training, for routes, jobs and code alike. */
@Module({
  imports: [ModelStoreModule, EventLogModule, PrivacyModule],
  providers: [
    { provide: RegisterModel, inject: [ModelRegistry, Clock], useFactory: (registry: ModelRegistry, clock: Clock) => new RegisterModel(registry, clock) },
    {
      provide: HistoryTraining,
      inject: [EventsBySubject, Keyring, Clock],
      useFactory: (events: EventsBySubject, keyring: Keyring, clock: Clock) => new HistoryTraining(new LoggedCalls(events, keyring), clock),
    },
    {
      provide: PrepareTraining,
      inject: [ModelRegistry, Artifacts, Training, HistoryTraining],
      useFactory: (...parts: [ModelRegistry, Artifacts, Training, HistoryTraining]) => new PrepareTraining(...parts),
    },
    {
      provide: TrainModel,
      inject: [ModelRegistry, Artifacts, Training, HistoryTraining, Clock],
      useFactory: (...parts: [ModelRegistry, Artifacts, Training, HistoryTraining, Clock]) => new TrainModel(...parts),
    },
    {
      provide: PredictiveModels,
      inject: [RegisterModel, PrepareTraining, TrainModel],
      useFactory: (...parts: [RegisterModel, PrepareTraining, TrainModel]) => new PredictiveModels(...parts),
    },
  ],
  exports: [RegisterModel, PrepareTraining, TrainModel, PredictiveModels],
})
export class PredictiveModelsModule {}
