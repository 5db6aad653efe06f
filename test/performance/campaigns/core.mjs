// What is measured, as it was compiled.
export { SCRIPT_SETTINGS, ScriptIndex } from '#callers/core';
export { seededRandom } from '#kernel';
export { adjustedRandIndex, vMeasure } from '#ml/core';
