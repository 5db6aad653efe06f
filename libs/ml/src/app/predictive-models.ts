import { randomUUID } from 'node:crypto';
import { AppError } from '#kernel';
import type { Hyperparameters, ModelType } from '../core/index.js';
import type { Model, ModelVersion } from './model-registry.js';
import type { PrepareTraining } from './prepare-training.js';
import type { RegisterModel } from './register-model.js';
import type { TrainModel } from './train-model.js';
import type { TrainingWatch } from './training.js';

export interface NewModel {
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters?: Hyperparameters;
  readonly trainingConfig?: Readonly<Record<string, unknown>>;
}

/** What to learn from and how; the model's own algorithm and hyperparameters where nothing else is given. */
export interface InlineTraining {
  /** Rows of as many numbers each; null is *missing*. */
  readonly features: readonly (readonly (number | null)[])[];
  readonly labels?: readonly unknown[];
  readonly featureNames?: readonly string[];
  readonly algorithm?: string;
  readonly hyperparameters?: Hyperparameters;
  readonly seed?: number;
}

/** To learn from what calls and users left in the log; the ninety days up to now unless it says otherwise. */
export interface TrainingFromHistory extends Pick<InlineTraining, 'algorithm' | 'hyperparameters' | 'seed'> {
  readonly source: 'history';
  /** RFC 3339 with a zone; calls from `from` on and before `to` are learnt from. */
  readonly from?: string;
  readonly to?: string;
}

/** Who changes an alias by training through code. */
const BY = 'code';
const UNWATCHED: TrainingWatch = { progress: () => undefined, signal: new AbortController().signal };

/** What `POST /api/models` and `POST /api/models/{name}/train` do, for code in this process. */
export class PredictiveModels {
  constructor(
    private readonly register: RegisterModel,
    private readonly prepare: PrepareTraining,
    private readonly train: TrainModel,
  ) {}

  /** @throws AppError `input_invalid`, `model_exists` */
  registerModel(name: string, { modelType, algorithm, hyperparameters = {}, trainingConfig = {} }: NewModel): Promise<Model> {
    return this.register.execute({ name, modelType, algorithm, hyperparameters, trainingConfig }, BY);
  }

  /**
   * Trains at once, in a thread of this process, past the queue; resolves with the finished version.
   * @throws AppError as the route does, and `search_out_of_time`; the signal's reason where it was aborted
   */
  async trainModel(name: string, training: InlineTraining | TrainingFromHistory, watch: Partial<TrainingWatch> = {}): Promise<ModelVersion> {
    const order = await this.prepare.execute(name, training, { requestedBy: BY, requestId: undefined });
    if ('series' in order) throw new AppError('history_unavailable', 'conflict', 'a forecaster learns in a training job alone');
    try {
      return await this.train.execute(`code-${randomUUID()}`, order, { ...UNWATCHED, ...watch });
    } catch (error) {
      // Nobody tries this again: its data set would lie about for ever.
      await this.train.abandon(order);
      throw error;
    }
  }
}
