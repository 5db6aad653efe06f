import { Module } from '@nestjs/common';
import { ModelWatchProcessor } from './jobs/model-watch.processor.js';
import { TrainProcessor } from './jobs/train.processor.js';
import { WatchSchedule } from './jobs/watch-schedule.js';
import { ModelWatchingModule } from './model-watching.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { TrainingQueueModule } from './training-queue.module.js';
import { WatchQueueModule } from './watch-queue.module.js';

/** What the worker runs for this library. */
@Module({
  imports: [PredictiveModelsModule, ShippedModelsModule, TrainingQueueModule, ModelWatchingModule, WatchQueueModule],
  providers: [TrainProcessor, ModelWatchProcessor, WatchSchedule],
})
export class MlJobsModule {}
