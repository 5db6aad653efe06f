import type { ModelTally } from '../core/index.js';

/** How the models forecast the last hours of users' series, at one time. */
export interface ForecastEvaluation {
  readonly evaluatedMs: number;
  /** Hours at the end of each series that were forecast. */
  readonly horizonHours: number;
  /** Series that were forecast. */
  readonly series: number;
  /** Series with too few hours for any forecast. */
  readonly insufficientHistory: number;
  /** The network's version; null where there is none, or it may have learnt from the hours to judge by. */
  readonly version: number | null;
  readonly models: readonly ModelTally[];
}

/** Evaluations that were made. */
export abstract class ForecastEvaluations {
  /** Those beyond the latest thirty are dropped. */
  abstract keep(evaluation: ForecastEvaluation): Promise<void>;
  abstract latest(): Promise<ForecastEvaluation | undefined>;
}
