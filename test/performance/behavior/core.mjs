// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export { loadLearning } from '#ml';
export { algorithmNamed, BehaviorRows, neuralNetworkBy, takeRows } from '#ml/core';
