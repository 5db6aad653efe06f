import type { Explanations, Label, Matrix, ModelType } from '../core/index.js';

/** One row's answer, by the model's type. */
export type Prediction =
  | { readonly label: Label; readonly probability: number; readonly probabilities: Readonly<Record<string, number>>; readonly interval?: readonly [number, number] }
  | { readonly value: number }
  | { readonly score: number; readonly anomalous: boolean };

/** What is said of each row: at once, or later where another process is asked. */
export type Predictions = readonly Prediction[] | Promise<readonly Prediction[]>;

/** A version ready to answer. */
export interface ServedModel {
  readonly name: string;
  readonly version: number;
  readonly artifactId: string;
  readonly modelType: ModelType;
  readonly featureNames: readonly string[];
  predict(features: Matrix): Predictions;
  /** Another process is asked: answers come later. */
  readonly remote?: true;
  /** Lets the event loop go on in between. Absent where the algorithm cannot tell. */
  readonly explain?: (features: Matrix) => Promise<Explanations>;
  readonly outputs: number;
  readonly classes: readonly Label[];
  /** The score from which on a row is anomalous; only of anomaly models. */
  readonly threshold?: number;
}

/** A version that answers at once, on the thread that asks. */
export interface InstantModel extends ServedModel {
  predict(features: Matrix): readonly Prediction[];
}

/** Versions ready to answer, loaded once. */
export abstract class ServedModels {
  /** @throws AppError `model_unknown`, `model_not_trained`, `version_unknown` */
  abstract get(name: string, versionOrAlias: number | string): Promise<ServedModel>;
}
