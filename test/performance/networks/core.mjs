// What is measured, as it was compiled. TensorFlow has no door: nothing but a training thread enters it, and this.
export { seededRandom } from '#kernel';
export { forward } from '../../../dist/libs/ml/src/core/networks/forward.js';
export { initialDense, initialDenseNetwork, initialLstm } from '../../../dist/libs/ml/src/core/networks/initial-weights.js';
export { KerasNetwork } from '../../../dist/libs/ml/src/infra/tensorflow/layers.js';
export { loadTensorFlow } from '../../../dist/libs/ml/src/infra/tensorflow/load-tensorflow.js';
export { startLearning } from '../../../dist/libs/ml/src/infra/tensorflow/start-learning.js';
export * as tf from '@tensorflow/tfjs-core';
