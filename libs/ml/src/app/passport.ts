import type { Hyperparameters, Label, ModelType, SearchRecord } from '../core/index.js';

/** What trains here; its number changes where the same data would give another model. */
export const LIBRARY = 'profile-analytics/ml 1';

/** A figure with the interval it lies in at 95 %, where one can be stated. */
export interface Measured {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

/** Where a version comes from and how good it was found to be; never changed afterwards. */
export interface Passport {
  readonly modelType: ModelType;
  readonly algorithm: string;
  readonly hyperparameters: Hyperparameters;
  readonly seed: number;
  readonly features: readonly string[];
  readonly classes: readonly Label[];
  readonly data: {
    readonly source: 'inline' | 'history' | 'synthetic';
    readonly rows: number;
    /** SHA-256 of the data set, hexadecimal. */
    readonly fingerprint: string;
    readonly from: string | null;
    readonly to: string | null;
  };
  /** How the figures were found: on which rows, in how many folds. */
  readonly evaluation: string;
  readonly metrics: Readonly<Record<string, Measured>>;
  /** Mean decrease of impurity or the like, by feature, adding up to 1; absent where the algorithm has none. */
  readonly importances?: Readonly<Record<string, number>>;
  readonly calibration: string | null;
  /** Where the algorithm and its hyperparameters were searched for: what else was tried. */
  readonly search?: SearchRecord;
  readonly library: string;
  readonly trainedMs: number;
  readonly fitSeconds: number;
}
