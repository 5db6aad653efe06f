import type { Label, Matrix } from '../core/index.js';
import type { Prediction } from './served-model.js';

/** Which call a prediction of two classes was about, by surrogate ids. What the user says of the number later is its label: spam is class one. */
export interface PredictedCall {
  readonly callerId: number;
  /** Undefined where nobody in particular asked. */
  readonly userId: number | undefined;
}

/** What one version answered to one request, a row an instance. */
export interface ServedPredictions {
  readonly model: string;
  readonly version: number;
  /** Of `ServedModel`: the order in which probabilities are kept. */
  readonly classes: readonly Label[];
  /** Copied: the caller may write into it afterwards. */
  readonly features: Matrix;
  readonly predictions: readonly Prediction[];
  /** What each row is known by to whoever asked, so that labels can follow. */
  readonly references?: readonly string[] | undefined;
  readonly call?: PredictedCall | undefined;
}

/** Keeps what was served, to be watched. */
export abstract class PredictionLog {
  /** Neither waits nor throws: an answer is worth more than its record. */
  abstract record(served: ServedPredictions): void;
}
