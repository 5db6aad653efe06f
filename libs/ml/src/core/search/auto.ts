import type { Algorithm, Hyperparameters } from '../algorithms/algorithm.js';
import { checkedHyperparameters, checkHyperparameters, field, integer, number, type ValuesOf } from '../algorithms/hyperparameters.js';

const FIELDS = {
  /** Most fits of a candidate on a share of the rows. */
  trials: field(integer(1, 200), 20),
  /** For the search and the training of its winner. */
  seconds: field(number(1, 3600), 60),
};

export type SearchBudget = ValuesOf<typeof FIELDS>;

/** Asked for like an algorithm, with the search's budget in place of hyperparameters; what learns in the end is another. */
export const AUTO: Pick<Algorithm, 'name' | 'modelTypes' | 'check'> = {
  name: 'auto',
  modelTypes: ['classification', 'regression'],
  check: (given) => checkHyperparameters(FIELDS, given),
};

/** @throws Error where they were not checked before */
export function budgetOf(checked: Hyperparameters): SearchBudget {
  return checkedHyperparameters(FIELDS, checked);
}
