import { Module } from '@nestjs/common';
import { TrainProcessor } from './jobs/train.processor.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { TrainingQueueModule } from './training-queue.module.js';

/** What the worker runs for this library. */
@Module({ imports: [PredictiveModelsModule, ShippedModelsModule, TrainingQueueModule], providers: [TrainProcessor] })
export class MlJobsModule {}
