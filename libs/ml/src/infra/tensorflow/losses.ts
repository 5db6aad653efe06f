import * as tf from '@tensorflow/tfjs-core';
import type { Loss } from '../../core/networks/optimiser.js';

/** Loss of each row, of outputs and targets with one column an output. */
const PER_ROW: Readonly<Record<Loss, (outputs: tf.Tensor, targets: tf.Tensor) => tf.Tensor>> = {
  // max(z, 0) − z·y + log(1 + e^−|z|): none of its terms overflows.
  logistic: (outputs, targets) => tf.mean(tf.add(tf.sub(tf.relu(outputs), tf.mul(outputs, targets)), tf.log1p(tf.exp(tf.neg(tf.abs(outputs))))), 1),
  softmax: (outputs, targets) => tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(outputs)), 1)),
  squared: (outputs, targets) => tf.mean(tf.square(tf.sub(outputs, targets)), 1),
  absolute: (outputs, targets) => tf.mean(tf.abs(tf.sub(outputs, targets)), 1),
};

/** The mean loss of the rows, each counted by its weight: Σ weight × loss ÷ rows. */
export function lossOf(loss: Loss, outputs: tf.Tensor, targets: tf.Tensor, weights: tf.Tensor): tf.Scalar {
  return tf.mean(tf.mul(PER_ROW[loss](outputs, targets), weights));
}
