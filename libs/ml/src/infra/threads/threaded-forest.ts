import type { Algorithm } from '../../core/algorithms/algorithm.js';
import { joinForest, randomForest } from '../../core/algorithms/random-forest.js';
import { SideThreads } from './side-threads.js';

/** Rows × trees from which a forest takes so long, some tenths of a second, that handing its data over pays. */
const WORTH_SHARING = 200_000;

/** Gives algorithms that fit on `threads` threads, this one among them, where that pays: forests do. Their bytes stay the same. */
export function threadedBy(entry: URL, threads: number): (algorithm: Algorithm) => Algorithm {
  if (threads === 1) return (algorithm) => algorithm;
  const side = new SideThreads(entry, threads - 1);
  const forest: Algorithm = {
    ...randomForest,
    fit: (set, options) => {
      const trees = options.hyperparameters['trees'] as number;
      if (set.features.rows * trees < WORTH_SHARING || trees < threads) return randomForest.fit(set, options);
      return joinForest(set, side.fitTrees(set, options, trees));
    },
  };
  return (algorithm) => (algorithm === randomForest ? forest : algorithm);
}
