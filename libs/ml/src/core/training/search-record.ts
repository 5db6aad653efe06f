import type { Hyperparameters } from '../algorithms/algorithm.js';
import type { SearchBudget } from '../search/auto.js';

/** What was tried of one candidate. */
export interface SearchedCandidate {
  readonly algorithm: string;
  /** Those that are not named had their defaults. */
  readonly hyperparameters: Hyperparameters;
  /** Share of the training rows that its last trial was due to learn from. */
  readonly share: number;
  /** In the search's measure, lower is better; null where the trial was stopped for want of time or gave no figure. */
  readonly value: number | null;
  /** Of all its trials. */
  readonly seconds: number;
}

/** How a model was searched for, for its passport: the budget as it was given and what came of it. */
export interface SearchRecord extends SearchBudget {
  readonly measure: 'logLoss' | 'rootMeanSquaredError';
  /** Best first: who learnt from more rows stands above, then the lower value. Empty where the rows are too few to compare by. */
  readonly leaderboard: readonly SearchedCandidate[];
}
