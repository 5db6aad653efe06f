import { getQueueToken } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { ChangeAlias } from './app/change-alias.js';
import { Infer } from './app/infer.js';
import { ModelRegistry } from './app/model-registry.js';
import { Predict } from './app/predict.js';
import { PrepareTraining } from './app/prepare-training.js';
import { RequestTraining } from './app/request-training.js';
import { ServedModels } from './app/served-model.js';
import { TrainingJobs } from './app/training-jobs.js';
import { InferenceController } from './http/inference.controller.js';
import { JobsController } from './http/jobs.controller.js';
import { ModelsController } from './http/models.controller.js';
import { PredictController } from './http/predict.controller.js';
import { BullTrainingJobs } from './jobs/bull-training-jobs.js';
import { TRAIN_JOB, type TrainPayload } from './jobs/train.job.js';
import { ModelStoreModule } from './model-store.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { TrainingQueueModule } from './training-queue.module.js';

@Module({
  imports: [ModelStoreModule, PredictiveModelsModule, ShippedModelsModule, TrainingQueueModule],
  controllers: [PredictController, InferenceController, ModelsController, JobsController],
  providers: [
    { provide: TrainingJobs, inject: [getQueueToken(TRAIN_JOB.queue)], useFactory: (queue: Queue<TrainPayload>) => new BullTrainingJobs(queue) },
    { provide: Predict, inject: [ServedModels], useFactory: (models: ServedModels) => new Predict(models) },
    { provide: Infer, inject: [ServedModels], useFactory: (models: ServedModels) => new Infer(models) },
    { provide: ChangeAlias, inject: [ModelRegistry], useFactory: (registry: ModelRegistry) => new ChangeAlias(registry) },
    {
      provide: RequestTraining,
      inject: [PrepareTraining, TrainingJobs],
      useFactory: (prepare: PrepareTraining, jobs: TrainingJobs) => new RequestTraining(prepare, jobs),
    },
  ],
})
export class MlHttpModule {}
