import { classLogLoss } from '../evaluation/class-outcomes.js';
import { rootMeanSquaredError } from '../evaluation/regression-error.js';
import type { HeldOut } from './evaluate.js';

/** What a fit is to make small: the log loss of classes, the root mean squared error of targets. Undefined without rows. */
export function lossOf({ labels, outcomes, classes }: HeldOut): number | undefined {
  return classes === 0 ? rootMeanSquaredError({ predictions: outcomes, targets: labels }) : classLogLoss({ probabilities: outcomes, labels, classes });
}
