// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export { loadLearning } from '#ml';
export { algorithmNamed, BehaviorRows, choiceChances, choicesIn, learnCalleeWeights, neuralNetworkBy, takeRows } from '#ml/core';
