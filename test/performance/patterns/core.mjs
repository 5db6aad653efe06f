// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export { BaselineFold, findPatterns, LocalDays, sessionsOf } from '#profiles/core';
