import { seededRandom } from '#kernel';
import type { Algorithm, Hyperparameters, TrainingSet } from '../algorithms/algorithm.js';
import type { SearchBudget } from '../search/auto.js';
import { leaderboard, startSearch, type SearchState } from '../search/successive-halving.js';
import { planHoldOut } from './hold-out.js';
import { lossOf } from './loss-of.js';
import { race, settle } from './race.js';
import type { SearchRecord } from './search-record.js';

export interface SearchPlan extends SearchBudget {
  /** Those to choose from; each names what to search. */
  readonly algorithms: readonly Algorithm[];
  readonly seed: number;
  readonly batchRows: number;
  /** Milliseconds, from wherever. */
  readonly now: () => number;
  /** Hears the share of the budget that is spent, 0–1, between steps of well under a second. */
  readonly progress: (done: number) => void;
}

/** What to train, and how it was found. */
export interface Found {
  readonly algorithm: Algorithm;
  readonly hyperparameters: Hyperparameters;
  readonly search: SearchRecord;
}

function recordOf(state: SearchState, { trials, seconds }: SearchBudget, classes: number): SearchRecord {
  const tried = leaderboard(state).map(({ candidate: { algorithm, hyperparameters }, share, score, durationMs }) =>
    ({ algorithm, hyperparameters, share, value: score === null ? null : -score, seconds: durationMs / 1000 }));
  return { trials, seconds, measure: classes === 0 ? 'rootMeanSquaredError' : 'logLoss', leaderboard: tried };
}

/**
 * Searches algorithms and their hyperparameters by successive halving for the lowest log loss, or root mean squared error of
 * targets, on rows held out. Keeps to `trials`, and stops early enough that `trainModel` can train the winner within
 * `seconds`, as far as that can be told from the trials. Same set, plan and seed: same winner and values, where time does not
 * run short. Too few rows to compare by: the first algorithm with its defaults. Undefined where no trial ended in time.
 */
export function searchModels(set: TrainingSet, plan: SearchPlan): Found | undefined {
  const { algorithms, trials, seed } = plan;
  // Other folds than the winner's own figures are found on: on the same ones the best of many looks better than it is.
  const { folds } = planHoldOut(set, seededRandom(seed).below(2 ** 31));
  const spaces = algorithms.map(({ name, searched = {} }) => ({ algorithm: name, ranges: searched }));
  const start = startSearch(spaces, trials, seed);
  const state = folds.length === 0 ? start : race(start, { set, folds, ...plan, loss: (judged) => lossOf({ ...judged, classes: set.classes }) });
  const search = recordOf(state, plan, set.classes);
  const best = folds.length === 0 ? start.candidates[0] : search.leaderboard.find(({ value }) => value !== null);
  return best && { ...settle(algorithms, best), search };
}
