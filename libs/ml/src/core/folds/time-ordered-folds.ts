import { ascendingOrder } from '../data/order.js';
import { checkFolds, type Fold } from './fold.js';

/**
 * Folds that always learn from the past and test on what came next: the rows in order of time are cut into `folds` + 1
 * stretches of about equal size; fold i learns from stretches 0…i and is tested on stretch i + 1. Rows of one moment stay on
 * one side, the later one, so no fold learns from the moment it is tested on; where moments are few, stretches can be empty
 * and their folds are left out. Nothing is random. `times`: one a row, any unit. O(n log n).
 * @throws Error where folds are fewer than two or more than rows
 */
export function timeOrderedFolds(times: Float64Array, folds: number): Fold[] {
  checkFolds(folds, times.length);
  const order = ascendingOrder(times);
  const bounds = Array.from({ length: folds + 2 }, (_, stretch) => {
    let bound = Math.round((stretch * times.length) / (folds + 1));
    while (bound > 0 && bound < times.length && times[order[bound] as number] === times[order[bound - 1] as number]) bound--;
    return bound;
  });
  const found = Array.from({ length: folds }, (_, fold) => ({
    train: order.slice(0, bounds[fold + 1]).sort(), test: order.slice(bounds[fold + 1], bounds[fold + 2]).sort(),
  }));
  return found.filter(({ train, test }) => train.length > 0 && test.length > 0);
}
