import type { Matrix } from '../data/matrix.js';
import type { PackedForest } from './packed-forest.js';

/** Rows that one tree scores before the next does: a tree and a block stay in the nearest cache together. */
const BLOCK_ROWS = 128;

/** Score of a mean path that is given over c(sampleSize). */
export function scoreOf(meanPath: number): number {
  return 2 ** -meanPath;
}

/** Anomaly score of each row: near 1 where it is isolated at once, ½ where its mean path is c(sampleSize), lower where it is ordinary. */
export function scoreRows(forest: PackedForest, features: Matrix): Float64Array {
  const { rows } = features;
  const scores = new Float64Array(rows);
  for (let from = 0; from < rows; from += BLOCK_ROWS) {
    addPaths(forest, features, from, scores.subarray(from, from + BLOCK_ROWS));
  }
  for (let row = 0; row < rows; row++) scores[row] = scoreOf((scores[row] as number) / forest.roots.length);
  return scores;
}

/** Adds the paths of the rows from `from` on to as many sums. Hot: most of the time of an answer, and of a fit. */
function addPaths(forest: PackedForest, { values, columns }: Matrix, from: number, sums: Float64Array): void {
  const { roots, feature, threshold, missingLeft, right, path } = forest;
  for (const root of roots) {
    for (let row = 0; row < sums.length; row++) {
      const at = (from + row) * columns;
      let node = root;
      let toRight = right[node] as number;
      while (toRight !== 0) {
        const value = values[at + (feature[node] as number)] as number;
        const goesLeft = value <= (threshold[node] as number) || (value !== value && missingLeft[node] === 1);
        node += goesLeft ? 1 : toRight;
        toRight = right[node] as number;
      }
      sums[row] = (sums[row] as number) + (path[node] as number);
    }
  }
}
