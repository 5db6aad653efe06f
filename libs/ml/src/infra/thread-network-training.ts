import { NetworkTraining, type ForecasterOrder } from '../app/network-training.js';
import type { TrainingWatch } from '../app/training.js';
import type { TensorFlowChoice } from './tensorflow/backend.js';
import { runInThread } from './threads/run-in-thread.js';

/** Networks that learn by TensorFlow on a thread of their own. */
export class ThreadNetworkTraining extends NetworkTraining {
  constructor(private readonly tensorflow: TensorFlowChoice) {
    super();
  }

  trainForecaster(order: ForecasterOrder, watch: TrainingWatch): Promise<Uint8Array | undefined> {
    return runInThread('forecaster', { ...order, tensorflow: this.tensorflow.wanted }, { ...watch, backend: this.tensorflow.heard });
  }
}
