import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#kernel';
import { Caches } from '#platform/cache';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { Artifacts } from './app/artifacts.js';
import { ModelRegistry } from './app/model-registry.js';
import { NetworkTraining } from './app/network-training.js';
import { OnnxRuntime } from './app/onnx/onnx-runtime.js';
import { ServedModels } from './app/served-model.js';
import { Training } from './app/training.js';
import { RememberingModels } from './infra/cached-predictions.js';
import { DiskArtifacts } from './infra/disk-artifacts.js';
import { LoadedModels } from './infra/loaded-models.js';
import { ProcessOnnxRuntime } from './infra/onnx/process-onnx-runtime.js';
import { PgArtifacts } from './infra/pg-artifacts.js';
import { PgModelRegistry } from './infra/pg-model-registry.js';
import type { TensorFlowChoice } from './infra/tensorflow/backend.js';
import { ThreadNetworkTraining } from './infra/thread-network-training.js';
import { ThreadTraining } from './infra/thread-training.js';

const CACHE_SHARE = 0.2;
/** With its key; one of two classes. */
const PREDICTION_BYTES = 600;

const tensorFlowChoice = ({ ML_TENSORFLOW_BACKEND: wanted }: Settings['env'], logger: Logger): TensorFlowChoice =>
  ({ wanted, heard: (backend) => logger.info('a neural network learns by TensorFlow', { backend }) });

const threadsToSpare = (): number => Math.min(2, Math.max(1, availableParallelism() - 1));

/** Models, their bytes and what serves them. */
@Module({
  providers: [
    { provide: ModelRegistry, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgModelRegistry(database, clock) },
    { provide: Artifacts, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgArtifacts(database, clock) },
    {
      provide: Training,
      inject: [Settings, Logger],
      useFactory: ({ env }: Settings, logger: Logger) =>
        new ThreadTraining(env.ML_TRAINING_BATCH_SIZE, env.ML_TRAINING_THREADS || threadsToSpare(), tensorFlowChoice(env, logger)),
    },
    { provide: NetworkTraining, inject: [Settings, Logger], useFactory: ({ env }: Settings, logger: Logger) => new ThreadNetworkTraining(tensorFlowChoice(env, logger)) },
    {
      provide: DiskArtifacts,
      inject: [Artifacts, Settings],
      useFactory: (artifacts: Artifacts, { env }: Settings) => new DiskArtifacts(artifacts, env.ML_MODEL_PATH ?? join(env.DATA_DIR, 'models')),
    },
    { provide: ProcessOnnxRuntime, useFactory: () => new ProcessOnnxRuntime() },
    { provide: OnnxRuntime, useExisting: ProcessOnnxRuntime },
    {
      provide: LoadedModels,
      inject: [ModelRegistry, DiskArtifacts, OnnxRuntime, Caches],
      useFactory: (...parts: ConstructorParameters<typeof LoadedModels>) => new LoadedModels(...parts),
    },
    {
      provide: ServedModels,
      inject: [LoadedModels, Caches, Settings],
      useFactory: (models: LoadedModels, caches: Caches, { env }: Settings) =>
        new RememberingModels(models, caches.create(CACHE_SHARE, PREDICTION_BYTES, env.ML_PREDICTION_CACHE_TTL * 1000)),
    },
  ],
  exports: [ModelRegistry, Artifacts, Training, NetworkTraining, OnnxRuntime, LoadedModels, ServedModels],
})
export class ModelStoreModule implements OnApplicationShutdown {
  constructor(@Inject(ProcessOnnxRuntime) private readonly onnx: ProcessOnnxRuntime) {}

  onApplicationShutdown(): void {
    this.onnx.stop();
  }
}
