import type { Hyperparameters } from '../algorithms/algorithm.js';
import { checkHyperparameters, field, integer, number, type ValuesOf } from '../algorithms/hyperparameters.js';

/** What the forecaster `lstm` may be told. */
const LSTM_FIELDS = {
  /** Of 24 hours before the origin, one a step of the LSTM. */
  days: field(integer(1, 60), 8),
  units: field(integer(1, 512), 32),
  /** Share of the LSTM's units that are left out in a step. */
  dropout: field(number(0, 0.9), 0),
  epochs: field(integer(1, 1000), 20),
  /** However many series there are: this and `epochs` are the time that training takes. */
  windowsPerEpoch: field(integer(1, 10_000_000), 12_000),
  batchSize: field(integer(1, 65_536), 256),
  learningRate: field(number(1e-6, 1), 0.005),
  /** Epochs without a better loss at the ends of the series after which the training ends. */
  patience: field(integer(1, 1000), 8),
};

export type LstmValues = ValuesOf<typeof LSTM_FIELDS>;

/** Fills in defaults; names every field that is unknown or out of range. */
export function checkLstm(given: Hyperparameters): ReturnType<typeof checkHyperparameters<typeof LSTM_FIELDS>> {
  return checkHyperparameters(LSTM_FIELDS, given);
}
