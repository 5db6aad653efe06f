import { getQueueToken } from '@nestjs/bullmq';
import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import type { Queue } from 'bullmq';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Settings } from '#platform/config';
import { Identities, PrivacyModule } from '#privacy';
import { IdempotencyModule, IdempotentActs } from '#realtime';
import { EntityInstances } from './app/behavior/entity-instances.js';
import { LiveFeatures } from './app/behavior/live-features.js';
import { ChangeAlias } from './app/change-alias.js';
import { Infer } from './app/infer.js';
import { LabelPredictions } from './app/label-predictions.js';
import { ModelRegistry } from './app/model-registry.js';
import { OnnxRuntime } from './app/onnx/onnx-runtime.js';
import { GiveReference } from './app/onnx/give-reference.js';
import { UploadModel } from './app/onnx/upload-model.js';
import { Predict } from './app/predict.js';
import { PredictionLabels } from './app/prediction-labels.js';
import { PredictionLog } from './app/prediction-log.js';
import { PrepareTraining } from './app/prepare-training.js';
import { RequestTraining } from './app/request-training.js';
import { ServedModels } from './app/served-model.js';
import { TagVersion } from './app/tag-version.js';
import { TrainingJobs } from './app/training-jobs.js';
import { VersionTags } from './app/version-tags.js';
import { InferenceController } from './http/inference.controller.js';
import { ModelsController } from './http/models.controller.js';
import { NewModelController } from './http/new-model.controller.js';
import { ModelGauges } from './http/model-gauges.js';
import { PerformanceController } from './http/performance.controller.js';
import { PredictController } from './http/predict.controller.js';
import { ReferenceController } from './http/reference.controller.js';
import { TagsController } from './http/tags.controller.js';
import { WatchingController } from './http/watching.controller.js';
import { PgVersionTags } from './infra/pg-version-tags.js';
import { BullTrainingJobs } from './jobs/bull-training-jobs.js';
import { TRAIN_JOB, type TrainPayload } from './jobs/train.job.js';
import { ModelStoreModule } from './model-store.module.js';
import { ModelWatchingModule } from './model-watching.module.js';
import { PredictionLogModule } from './prediction-log.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';
import { ShippedModelsModule } from './shipped-models.module.js';
import { WATCH_JOB } from './jobs/model-watch.job.js';

@Module({
  imports: [IdempotencyModule, PrivacyModule, ModelStoreModule, PredictionLogModule, PredictiveModelsModule, ShippedModelsModule, QueueModule.of(TRAIN_JOB), ModelWatchingModule, QueueModule.of(WATCH_JOB)],
  controllers: [PredictController, InferenceController, ModelsController, NewModelController, TagsController, ReferenceController, PerformanceController, WatchingController],
  providers: [
    ModelGauges,
    { provide: TrainingJobs, inject: [getQueueToken(TRAIN_JOB.queue)], useFactory: (queue: Queue<TrainPayload>) => new BullTrainingJobs(queue) },
    {
      provide: EntityInstances,
      inject: [Identities, LiveFeatures, Clock, Settings],
      useFactory: (...[identities, features, clock, { env }]: [Identities, LiveFeatures, Clock, Settings]) => new EntityInstances(identities, features, clock, env.DEFAULT_REGION),
    },
    {
      provide: Predict,
      inject: [ServedModels, PredictionLog, EntityInstances],
      useFactory: (...parts: ConstructorParameters<typeof Predict>) => new Predict(...parts),
    },
    { provide: Infer, inject: [ServedModels, PredictionLog], useFactory: (models: ServedModels, log: PredictionLog) => new Infer(models, log) },
    {
      provide: UploadModel,
      inject: [ModelRegistry, OnnxRuntime, IdempotentActs, Clock],
      useFactory: (...parts: ConstructorParameters<typeof UploadModel>) => new UploadModel(...parts),
    },
    { provide: GiveReference, inject: [ModelRegistry, ServedModels], useFactory: (registry: ModelRegistry, models: ServedModels) => new GiveReference(registry, models) },
    { provide: VersionTags, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgVersionTags(database, clock) },
    { provide: TagVersion, inject: [ModelRegistry, VersionTags], useFactory: (registry: ModelRegistry, tags: VersionTags) => new TagVersion(registry, tags) },
    { provide: ChangeAlias, inject: [ModelRegistry], useFactory: (registry: ModelRegistry) => new ChangeAlias(registry) },
    {
      provide: LabelPredictions,
      inject: [ModelRegistry, PredictionLabels],
      useFactory: (registry: ModelRegistry, labels: PredictionLabels) => new LabelPredictions(registry, labels),
    },
    {
      provide: RequestTraining,
      inject: [PrepareTraining, TrainingJobs, IdempotentActs],
      useFactory: (...parts: ConstructorParameters<typeof RequestTraining>) => new RequestTraining(...parts),
    },
  ],
})
export class MlHttpModule {
  /** @param behavior a module that exports `LiveFeatures` */
  static forRoot(behavior: Type): DynamicModule {
    return { module: MlHttpModule, imports: [behavior] };
  }
}
