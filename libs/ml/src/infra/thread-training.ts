import { AppError } from '#kernel';
import { Training, type ReadRequest, type TrainedOnRows, type TrainingWatch } from '../app/training.js';
import type { TrainingOrder } from '../app/training-jobs.js';
import type { ModelType } from '../core/index.js';
import type { TensorFlowChoice } from './tensorflow/backend.js';
import { runInThread, ThreadError } from './threads/run-in-thread.js';

export class ThreadTraining extends Training {
  /** `threads`: how many one training may take. */
  constructor(
    private readonly batchRows: number,
    private readonly threads: number,
    private readonly tensorflow: TensorFlowChoice = { wanted: 'auto', heard: () => undefined },
  ) {
    super();
  }

  async read(request: Uint8Array | object, modelType: ModelType): Promise<ReadRequest> {
    try {
      return await runInThread('read', { request, modelType });
    } catch (error) {
      if (error instanceof ThreadError && error.thrown === 'SyntaxError') throw new AppError('json_malformed', 'invalid', 'the body is not valid JSON');
      throw error;
    }
  }

  async train(dataset: Uint8Array, modelType: ModelType, { algorithm, hyperparameters, seed, maxFalsePositiveRate, mostFeatures }: TrainingOrder, watch: TrainingWatch): Promise<TrainedOnRows> {
    const plan = { algorithm, hyperparameters, seed, maxFalsePositiveRate, mostFeatures, batchRows: this.batchRows, threads: this.threads, tensorflow: this.tensorflow.wanted };
    const trained = await runInThread('train', { dataset, modelType, ...plan }, { ...watch, backend: this.tensorflow.heard });
    if (trained === undefined) throw new AppError('search_out_of_time', 'invalid', 'no candidate could be tried in the time given and trained in what is left of it; give more seconds');
    return trained;
  }
}
