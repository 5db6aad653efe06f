import { seededRandom, type Random } from '#kernel';
import { checkFolds, type Fold } from './fold.js';

/** Puts the values in a random order, in place (R. A. Fisher & F. Yates, as R. Durstenfeld 1964). */
function shuffle(values: Uint32Array, random: Random): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = random.below(last + 1);
    [values[last], values[other]] = [values[other] as number, values[last] as number];
  }
}

/**
 * `folds` folds in which every row is tested once, the rows of each class spread evenly: fold sizes, and the counts of a
 * class in them, differ by one at most. A class with fewer rows than folds is missing from some tests. Labels that are all 0
 * (say, for a regression) give plain shuffled folds. Same labels, folds and seed: same folds. O(n log n).
 * @throws Error where folds are fewer than two or more than rows
 */
export function stratifiedFolds(labels: Float64Array, folds: number, seed: number): Fold[] {
  checkFolds(folds, labels.length);
  const rows = Uint32Array.from(labels.keys());
  shuffle(rows, seededRandom(seed));
  // The sort is stable, so a class stays shuffled. Dealt like cards, where one class ends the next goes on: no fold gets all the remainders.
  rows.sort((left, right) => (labels[left] as number) - (labels[right] as number));
  const foldOf = new Uint32Array(labels.length);
  rows.forEach((row, dealt) => (foldOf[row] = dealt % folds));
  const rowsWhere = (isIn: (fold: number) => boolean): Uint32Array => Uint32Array.from(labels.keys()).filter((row) => isIn(foldOf[row] as number));
  return Array.from({ length: folds }, (_, tested) => ({ train: rowsWhere((fold) => fold !== tested), test: rowsWhere((fold) => fold === tested) }));
}
