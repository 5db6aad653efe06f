import type { LstmValues } from '../core/index.js';
import type { TrainingWatch } from './training.js';

export interface ForecasterOrder {
  /** Hourly, the oldest hour first; NaN where an hour is missing. */
  readonly series: readonly Float64Array[];
  /** Hours to forecast at once, 1 to 168. */
  readonly horizon: number;
  /** As `checkLstm` gives them. */
  readonly hyperparameters: LstmValues;
  readonly seed: number;
}

/** Training of networks that learn from series; those that learn from rows are an algorithm like any other, see `Training`. Never on an event loop. */
export abstract class NetworkTraining {
  /**
   * The bytes of one forecaster for all of the series, for `unpackForecaster`; undefined where they are too short to learn from.
   * @throws the signal's reason where it was aborted
   */
  abstract trainForecaster(order: ForecasterOrder, watch: TrainingWatch): Promise<Uint8Array | undefined>;
}
