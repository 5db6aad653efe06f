// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export { loadLearning } from '#ml';
export { forward, initialDense, initialDenseNetwork, initialLstm } from '#ml/core';
