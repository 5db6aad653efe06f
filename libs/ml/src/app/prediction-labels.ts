import type { Transaction } from '#platform/database';

/** What a prediction turned out to be, by the reference it was served under. */
export interface ReferenceLabel {
  readonly reference: string;
  readonly version: number;
  /** As `LoggedPrediction.label`. */
  readonly label: number;
}

/** What a user said of a number. */
export interface CallLabel {
  readonly callerId: number;
  readonly userId: number;
  readonly spam: boolean;
  readonly saidMs: number;
}

/** The truth about served predictions, where it becomes known. A later label takes the place of an earlier one. */
export abstract class PredictionLabels {
  /** Which versions of a model served each reference; one that none served is left out. Sees all that this process has served. */
  abstract versionsOf(model: string, references: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>>;
  abstract labelReferences(model: string, labels: readonly ReferenceLabel[]): Promise<void>;
  /** Labels what was said of those calls before the user spoke; at most one label for a caller and user. */
  abstract labelCalls(labels: readonly CallLabel[], tx: Transaction): Promise<void>;
}
