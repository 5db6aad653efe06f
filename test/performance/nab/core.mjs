// What is measured, as it was compiled.
export { AnomalyDetector } from '#trends/core';
