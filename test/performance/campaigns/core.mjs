// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export { SCRIPT_SETTINGS, ScriptIndex } from '../../../dist/libs/callers/src/core/scripts/index.js';
export { adjustedRandIndex, vMeasure } from '../../../dist/libs/ml/src/core/evaluation/clustering.js';
