// What is measured, as it was compiled.
export { LEARNING_HOURS, watchHours, watchOf } from '#trends/core';
export { seededRandom } from '#kernel';
