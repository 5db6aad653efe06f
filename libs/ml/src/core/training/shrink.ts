import type { TrainingSet } from '../algorithms/algorithm.js';
import type { Fold } from '../folds/fold.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';

/** With fewer rows of a class, or in all, a model would say more of chance than of its hyperparameters. */
const FEWEST_OF_A_KIND = 10;

function fewest(kinds: Float64Array): number {
  const counts = new Map<number, number>();
  for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return Math.min(...counts.values());
}

/** The fold with about `share` (above 0, up to 1) of its training rows, classes in proportion; more where those would be too few. */
export function shrink({ train, test }: Fold, { labels, classes }: TrainingSet, share: number, seed: number): Fold {
  const kinds = classes === 0 ? new Float64Array(train.length) : Float64Array.from(train, (row) => labels?.[row] as number);
  const parts = Math.min(Math.round(1 / share), Math.floor(fewest(kinds) / FEWEST_OF_A_KIND));
  if (parts < 2) return { train, test };
  const [part] = stratifiedFolds(kinds, parts, seed) as [Fold];
  return { train: part.test.map((at) => train[at] as number), test };
}
