/** Keeps the log of predictions from growing for ever. */
export abstract class PredictionRetention {
  /** Deletes the oldest predictions of each model beyond those that are kept; resolves with how many. */
  abstract prune(): Promise<number>;
}
