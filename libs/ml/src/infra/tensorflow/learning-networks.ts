import type { Algorithm } from '../../core/algorithms/algorithm.js';
import { neuralNetwork, neuralNetworkBy } from '../../core/algorithms/neural-network.js';
import type { StartLearning } from '../../core/networks/optimiser.js';
import type { TensorFlowBackend, WantedBackend } from './backend.js';

export interface LoadedLearning {
  readonly backend: TensorFlowBackend;
  readonly start: StartLearning;
}

/** Loads TensorFlow where something is to be learnt by it, and nowhere else: it takes half a second and 100 MB. */
export async function loadLearning(wanted: WantedBackend): Promise<LoadedLearning> {
  const [{ loadTensorFlow }, { startLearning }] = await Promise.all([import('./load-tensorflow.js'), import('./start-learning.js')]);
  return { backend: await loadTensorFlow(wanted), start: startLearning };
}

/** The algorithm, able to learn: a neural network gets TensorFlow, of which `heard` is told; any other is as it was. */
export async function ableToLearn(algorithm: Algorithm, wanted: WantedBackend, heard: (backend: TensorFlowBackend) => void): Promise<Algorithm> {
  if (algorithm !== neuralNetwork) return algorithm;
  const { backend, start } = await loadLearning(wanted);
  heard(backend);
  return neuralNetworkBy(start);
}
