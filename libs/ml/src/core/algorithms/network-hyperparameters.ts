import { CLASS_WEIGHTS } from './class-weights.js';
import { field, integer, listOf, number, type ValuesOf } from './hyperparameters.js';

/** What a neural network may be told. */
export const NETWORK_FIELDS = {
  /** Widths of the hidden layers; [] is a logistic, softmax or linear regression. */
  layers: field(listOf(integer(1, 1024), 8), [64, 32]),
  /** Share of each hidden layer that is left out in a step. */
  dropout: field(number(0, 0.9), 0.1),
  /** Most passes over the rows; early stopping mostly ends before. */
  epochs: field(integer(1, 10_000), 60),
  batchSize: field(integer(1, 65_536), 64),
  learningRate: field(number(1e-6, 1), 0.003),
  /** Epochs without a better loss on held-out rows after which the training ends. */
  patience: field(integer(1, 10_000), 8),
  classWeights: field(CLASS_WEIGHTS, 'none'),
};

export type NetworkValues = ValuesOf<typeof NETWORK_FIELDS>;
