/** A served prediction as it was logged. */
export interface LoggedPrediction {
  readonly id: number;
  readonly servedMs: number;
  /** The features in the order of the version's own names; NaN is missing. */
  readonly vector: Float64Array;
  /** A probability for each class in their order, or the value, or the anomaly score: after calibration, as answered. */
  readonly outcome: Float64Array;
  /** Index of the class, or the target; undefined until it is known. */
  readonly label: number | undefined;
}

/** What was answered and what it turned out to be. */
export interface LabelledOutcome {
  readonly servedMs: number;
  readonly outcome: Float64Array;
  readonly label: number;
}

/** Served predictions, read back. */
export abstract class PredictionHistory {
  /** The latest that a version served, newest first. */
  abstract recent(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]>;
  /** Those of a version whose truth is known, by when it came, newest first. */
  abstract labelled(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]>;
  /** As `labelled`, without the vectors: what figures of merit need, at a fraction of the cost. */
  abstract outcomes(model: string, version: number, limit: number): Promise<readonly LabelledOutcome[]>;
}
