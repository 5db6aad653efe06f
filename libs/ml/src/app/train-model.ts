import { createHash } from 'node:crypto';
import { AppError, type Clock } from '#kernel';
import type { Artifacts } from './artifacts.js';
import type { HistoryTraining } from './history-training.js';
import type { Model, ModelRegistry, ModelVersion } from './model-registry.js';
import { LIBRARY, type Passport, type Provenance } from './passport.js';
import { serve } from './serve.js';
import type { Training, TrainingWatch } from './training.js';
import { knownModel } from './known-models.js';
import type { RowsOrder, TrainingOrder } from './training-jobs.js';

/** Share of the progress that is making a data set of the history. */
const BUILDING = 0.2;

const part = ({ progress, signal }: TrainingWatch, from: number, to: number): TrainingWatch => ({ signal, progress: (done) => progress(from + (to - from) * done) });

interface Material {
  readonly dataset: Uint8Array;
  readonly provenance: Provenance;
  /** Over what remains to be done. */
  readonly watch: TrainingWatch;
}

/** @throws AppError `model_unservable` where nobody could ask it anything: the champion then stays what it is */
function assertServable(version: ModelVersion, artifact: Uint8Array): void {
  try {
    const model = serve(version, artifact);
    model.predict({ rows: 1, columns: model.featureNames.length, values: new Float64Array(model.featureNames.length).fill(NaN) });
  } catch (cause) {
    throw new AppError('model_unservable', 'invalid', 'what was learnt from this data cannot answer anything', { cause });
  }
}

/** Runs a training order: learns from the kept data set or one made of the history, keeps the version and drops the data set. */
export class TrainModel {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly artifacts: Artifacts,
    private readonly training: Training,
    private readonly history: HistoryTraining,
    private readonly clock: Clock,
  ) {}

  /** The same job again gives the version that it gave before. */
  async execute(jobId: string, order: RowsOrder, watch: TrainingWatch): Promise<ModelVersion> {
    const model = await knownModel(this.registry, order.model);
    const known = await this.registry.versionOfJob(jobId);
    if (known?.name === order.model) return known;
    const { dataset, provenance, watch: remaining } = await this.materialOf(order, model, watch);
    const begunMs = this.clock.now();
    const { artifact, rows, algorithm, hyperparameters, features, classes, profile, ...found } = await this.training.train(dataset, model.modelType, order, remaining);
    const now = this.clock.now();
    const passport: Passport = {
      modelType: model.modelType, algorithm, hyperparameters, seed: order.seed, features, classes,
      ...provenance, data: { ...provenance.data, rows, fingerprint: createHash('sha256').update(dataset).digest('hex') },
      ...found, library: LIBRARY, trainedMs: now, fitSeconds: (now - begunMs) / 1000,
    };
    assertServable({ name: order.model, version: 0, artifactId: '', passport, createdMs: now }, artifact);
    const version = await this.registry.keep({ name: order.model, jobId, artifact, passport, profile, promote: order.promote, by: order.requestedBy });
    await this.abandon(order);
    return version;
  }

  /** For an order that will not be tried again: its data is of no more use. */
  async abandon(order: TrainingOrder): Promise<void> {
    if ('datasetId' in order) await this.artifacts.drop(order.datasetId);
  }

  private async materialOf(order: RowsOrder, { modelType }: Model, watch: TrainingWatch): Promise<Material> {
    if ('datasetId' in order) return { dataset: await this.artifacts.read(order.datasetId), provenance: { data: { source: 'inline', from: null, to: null } }, watch };
    const built = await this.history.build(modelType, order, part(watch, 0, BUILDING));
    return { ...built, watch: part(watch, BUILDING, 1) };
  }
}
