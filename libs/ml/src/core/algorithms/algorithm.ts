import type { FieldError } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import type { HyperparameterRanges } from './hyperparameter-range.js';

export type ModelType = 'classification' | 'regression' | 'anomaly' | 'forecast';

/** What a fit learns from. Labels are class indices 0…classes−1, or targets of a regression; absent for anomalies. */
export interface TrainingSet {
  readonly features: Matrix;
  readonly labels?: Float64Array | undefined;
  /** Which rows belong together, such as calls of one number, by group 0, 1, 2 …: models are judged on groups they did not learn from. */
  readonly groups?: Float64Array | undefined;
  /** When each row was, in any unit, where that is known: models are judged on what came after what they learnt. */
  readonly times?: Float64Array | undefined;
  /** Distinct classes; 0 where the labels are no classes. */
  readonly classes: number;
}

export type Hyperparameters = Readonly<Record<string, unknown>>;

export interface FitOptions {
  /** Checked before, defaults filled in. */
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  /** Hears the share that is done, 0–1, between steps of well under a second; it may throw to end the fit. */
  readonly progress: (done: number) => void;
}

/** A fitted model: a pure function of a row. */
export interface Fitted {
  /** Numbers a row's raw score has: 1 for two classes, regression and anomalies, else one a class. */
  readonly outputs: number;
  readonly columns: number;
  /**
   * Raw scores, row-major, `outputs` a row. Two classes: forest → probability of class 1; boosting and regression of
   * logits → log-odds of class 1. Several classes: probabilities, or logits. Anomaly: score 0–1, higher is stranger.
   */
  rawScores(features: Matrix): Float64Array;
  /** Raw scores turned into what is served: probabilities (one a class, rows adding up to 1), targets or anomaly scores. */
  outcomes(rawScores: Float64Array): Float64Array;
  /** How much each feature mattered in the fit, adding up to 1. Absent where the algorithm cannot tell. */
  readonly importances?: Float64Array | undefined;
  /** Contributions of each feature to each raw score, exact where the algorithm allows. Absent where it has no explanation. */
  readonly explain?: (features: Matrix) => Explanations;
  /** What `explain` gives, in steps of some milliseconds. Absent where explanations are quick. */
  readonly explainInSteps?: (features: Matrix) => Generator<void, Explanations>;
}

/** For row r, output o and column c, contributions[(r × outputs + o) × columns + c]; base[o] + Σ contributions = raw score. */
export interface Explanations {
  readonly base: Float64Array;
  readonly contributions: Float64Array;
}

/** A way to learn, found by its name. Same training set, hyperparameters and seed: same bytes, on any number of threads. */
export interface Algorithm {
  readonly name: string;
  readonly modelTypes: readonly ModelType[];
  /** Where a search looks for better hyperparameters than the defaults. Absent where it should leave this algorithm out. */
  readonly searched?: HyperparameterRanges;
  /** Fills in defaults; names every field that is unknown or out of range, paths without a prefix. */
  check(given: Hyperparameters): { readonly values: Hyperparameters } | { readonly errors: readonly FieldError[] };
  fit(set: TrainingSet, options: FitOptions): Fitted;
  /** The model's own bytes; the container around them carries version and checksum. */
  encode(fitted: Fitted): Uint8Array;
  /** @throws Error naming what is wrong with bytes that `encode` never made */
  decode(bytes: Uint8Array): Fitted;
}
