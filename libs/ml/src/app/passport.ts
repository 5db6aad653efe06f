import type { Findings, Hyperparameters, Label, LabelCounts, ModelType, OnnxForm, SearchRecord } from '../core/index.js';

/** What trains here; its number changes where the same data would give another model. */
export const LIBRARY = 'profile-analytics/ml 1';

/** What is known of a data set before anything is learnt from it. */
export type Provenance = Pick<Passport, 'featureSet' | 'labels'> & { readonly data: Omit<Passport['data'], 'rows' | 'fingerprint'> };

/** Where a version comes from and how good it was found to be; never changed afterwards. */
export interface Passport extends Findings {
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  readonly features: readonly string[];
  readonly classes: readonly Label[];
  readonly data: {
    readonly source: 'inline' | 'history' | 'synthetic' | 'uploaded';
    readonly rows: number;
    /** SHA-256 of the data set, hexadecimal; of the file where one was uploaded. */
    readonly fingerprint: string;
    readonly from: string | null;
    readonly to: string | null;
    /** Of how many rows these are a random sample, where there were more than a model learns from. */
    readonly sampledFrom?: number;
  };
  /** What computed the features, where that was the service itself. */
  readonly featureSet?: { readonly name: string; readonly version: number };
  /** Where labels came from the history: how many rows by whose word, and how many calls were left out for want of one. */
  readonly labels?: LabelCounts;
  /** How the figures were found: on which rows, in how many folds. */
  readonly evaluation: string;
  readonly calibration: string | null;
  /** Where the algorithm and its hyperparameters were searched for: what else was tried. */
  readonly search?: SearchRecord;
  /** Of an uploaded file: how it is asked. */
  readonly onnx?: OnnxForm & { readonly opset: number; readonly bytes: number };
  readonly library: string;
  readonly trainedMs: number;
  readonly fitSeconds: number;
}
