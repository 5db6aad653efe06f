import { Module, type DynamicModule, type ModuleMetadata } from '@nestjs/common';
import { Clock } from '#kernel';
import { QueueModule } from '#platform/queues';
import { Forecasters } from './app/forecasters.js';
import { ModelRegistry } from './app/model-registry.js';
import { NetworkTraining } from './app/network-training.js';
import { SeriesHistory } from './app/series-history.js';
import { TrainForecaster } from './app/train-forecaster.js';
import { ForecastersModule } from './forecasters.module.js';
import { ModelWatchProcessor } from './jobs/model-watch.processor.js';
import { TrainProcessor } from './jobs/train.processor.js';
import { WatchSchedule } from './jobs/watch-schedule.js';
import { ModelStoreModule } from './model-store.module.js';
import { ModelWatchingModule } from './model-watching.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { TRAIN_JOB } from './jobs/train.job.js';
import { WATCH_JOB } from './jobs/model-watch.job.js';

type Learning = [ModelRegistry, Forecasters, NetworkTraining, SeriesHistory, Clock];

/** What the worker runs for this library. */
@Module({})
export class MlJobsModule {
  /** @param seriesHistory exports `SeriesHistory` */
  static forRoot(seriesHistory: NonNullable<ModuleMetadata['imports']>[number]): DynamicModule {
    return {
      module: MlJobsModule,
      imports: [
        seriesHistory, ModelStoreModule, ForecastersModule, PredictiveModelsModule, ShippedModelsModule, QueueModule.of(TRAIN_JOB), ModelWatchingModule, QueueModule.of(WATCH_JOB),
      ],
      providers: [
        TrainProcessor, ModelWatchProcessor, WatchSchedule,
        {
          provide: TrainForecaster,
          inject: [ModelRegistry, Forecasters, NetworkTraining, SeriesHistory, Clock],
          useFactory: (...[registry, forecasters, training, history, clock]: Learning) => new TrainForecaster({ registry, forecasters, training, history, clock }),
        },
      ],
    };
  }
}
