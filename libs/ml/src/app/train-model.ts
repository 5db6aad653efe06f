import { createHash } from 'node:crypto';
import { AppError, type Clock } from '#kernel';
import type { Artifacts } from './artifacts.js';
import type { ModelRegistry, ModelVersion } from './model-registry.js';
import { LIBRARY, type Passport } from './passport.js';
import type { Training, TrainingWatch } from './training.js';
import type { TrainingOrder } from './training-jobs.js';

/** Runs a training order: learns from the kept data set, keeps the version and drops the data set. */
export class TrainModel {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly artifacts: Artifacts,
    private readonly training: Training,
    private readonly clock: Clock,
  ) {}

  /** The same job again gives the version that it gave before. */
  async execute(jobId: string, order: TrainingOrder, watch: TrainingWatch): Promise<ModelVersion> {
    const model = await this.registry.find(order.model);
    if (model === undefined) throw new AppError('model_unknown', 'not-found', `no model is named ${order.model}`);
    const known = await this.registry.versionOfJob(jobId);
    if (known !== undefined) return known;
    const dataset = await this.artifacts.read(order.datasetId);
    const begunMs = this.clock.now();
    const { artifact, rows, algorithm, hyperparameters, features, classes, ...found } = await this.training.train(dataset, model.modelType, order, watch);
    const now = this.clock.now();
    const passport: Passport = {
      modelType: model.modelType, algorithm, hyperparameters, seed: order.seed, features, classes,
      data: { source: 'inline', rows, fingerprint: createHash('sha256').update(dataset).digest('hex'), from: null, to: null },
      ...found, library: LIBRARY, trainedMs: now, fitSeconds: (now - begunMs) / 1000,
    };
    const version = await this.registry.keep({ name: order.model, jobId, artifact, passport, promote: order.promote, by: order.requestedBy });
    await this.artifacts.drop(order.datasetId);
    return version;
  }

  /** For an order that will not be tried again: its data is of no more use. */
  async abandon({ datasetId }: TrainingOrder): Promise<void> {
    await this.artifacts.drop(datasetId);
  }
}
