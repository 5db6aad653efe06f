import { abstentionBand, abstentionQuality, calibrated, expectedCalibrationError, fitCalibration, operatingPointAt } from './core.mjs';
import { pooled } from './judge.mjs';

/** At least .90 is wanted; on new rows the share scatters by half a percent, so that much more is asked for. */
const COVERAGE = 0.905;

/** Of each fold: its scored rows, and those of all other folds, to learn thresholds and calibrations from. */
function foldsOf({ set, splits }, scores) {
  const parts = splits.map((_, fold) => fold);
  const only = (isIn) => pooled(set, splits.filter((_, fold) => isIn(fold)), scores.filter((_, fold) => isIn(fold)));
  return parts.map((tested) => ({ tested: only((fold) => fold === tested), others: only((fold) => fold !== tested) }));
}

/** Right answers and answers at all, each fold judged by the band that was chosen on the others. */
function abstention(folds) {
  const counts = folds.map(({ tested, others }) => {
    const { accuracy, coverage } = abstentionQuality(tested, abstentionBand(others, COVERAGE));
    const rows = tested.labels.length;
    return { rows, said: coverage * rows, right: accuracy * coverage * rows };
  });
  const sum = (key) => counts.reduce((total, fold) => total + fold[key], 0);
  return { accuracy: sum('right') / sum('said'), coverage: sum('said') / sum('rows') };
}

function calibrationError(folds) {
  const parts = folds.map(({ tested, others }) => {
    const calibration = fitCalibration(others);
    return { labels: tested.labels, scores: tested.scores.map((score) => calibrated(calibration, score).probability) };
  });
  const joined = (key) => Float64Array.from(parts.flatMap((part) => Array.from(part[key])));
  return expectedCalibrationError({ scores: joined('scores'), labels: joined('labels') });
}

/** Of out-of-fold scores; band and calibration are learnt on other folds. The recalls are points of the ROC curve of all rows. */
export function sichuanFigures(plan, scores) {
  const folds = foldsOf(plan, scores);
  const all = pooled(plan.set, plan.splits, scores);
  const { accuracy, coverage } = abstention(folds);
  return {
    model: plan.model.name, accuracyWithAbstention: accuracy, coverage,
    recallAtFpr1: operatingPointAt(all, 0.01).recall, recallAtFpr5: operatingPointAt(all, 0.05).recall,
    calibrationErrorBefore: expectedCalibrationError(all), calibrationErrorAfter: calibrationError(folds),
  };
}
