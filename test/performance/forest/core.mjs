// What is measured, as it was compiled.
export { seededRandom } from '#kernel';
export {
  abstentionBand, abstentionQuality, algorithmNamed, averagePrecision, calibrated, expectedCalibrationError, fitCalibration, logLoss, operatingPointAt, rocAuc,
  stratifiedFolds, takeRows,
} from '#ml/core';
