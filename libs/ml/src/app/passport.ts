import type { Findings, Hyperparameters, Label, ModelType, SearchRecord } from '../core/index.js';

/** Where a version comes from and how good it was found to be; never changed afterwards. */
export interface Passport extends Findings {
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
  readonly calibration: string | null;
  /** Where the algorithm and its hyperparameters were searched for: what else was tried. */
  readonly search?: SearchRecord;
  readonly library: string;
  readonly trainedMs: number;
  readonly fitSeconds: number;
}
