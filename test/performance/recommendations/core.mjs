// What is measured, as it was compiled.
export { seededRandom, sigmoid } from '#kernel';
export { beliefsOf, doublyRobust, drawList, drawsFrom, KINDS, leadProbabilities, learnReward, posteriorsFrom, priorPosterior, RANKINGS, snips, weighAll } from '#recommendations/core';
