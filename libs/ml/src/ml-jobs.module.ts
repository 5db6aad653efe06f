import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import { ModelWatchProcessor } from './jobs/model-watch.processor.js';
import { TrainProcessor } from './jobs/train.processor.js';
import { WatchSchedule } from './jobs/watch-schedule.js';
import { ModelWatchingModule } from './model-watching.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { TRAIN_JOB } from './jobs/train.job.js';
import { WATCH_JOB } from './jobs/model-watch.job.js';

/** What the worker runs for this library. */
@Module({
  imports: [PredictiveModelsModule, ShippedModelsModule, QueueModule.of(TRAIN_JOB), ModelWatchingModule, QueueModule.of(WATCH_JOB)],
  providers: [TrainProcessor, ModelWatchProcessor, WatchSchedule],
})
export class MlJobsModule {}
