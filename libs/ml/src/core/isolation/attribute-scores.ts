import type { Explanations } from '../algorithms/algorithm.js';
import type { Matrix } from '../data/matrix.js';
import type { PackedForest } from './packed-forest.js';
import { scoreOf } from './score-rows.js';

/**
 * What each feature adds to a row's score, exactly: base + Σ contributions = score, up to rounding.
 *
 * On its way down, each split takes the row from the path its node expects to the one the child expects; the step is the
 * split column's (A. Saabas, "Interpreting random forests", 2014). Averaged over the trees, the mean path is base path +
 * Σ step(column). The score 2^−path bends, so its difference from the base is spread by Aumann and Shapley's values
 * along the straight line from the base path to the row's (integrated gradients; Sundararajan et al., ICML 2017), which
 * for a function of a sum gives every column its share of the sum: contribution = step × (score − base) ÷ (path − base path).
 *
 * The base is the score of the path that the training samples expect. Positive means: makes the row stranger. A column
 * that no split on the row's way asks gets 0. Cost: that of scoring the row.
 */
export function attributeScores(forest: PackedForest, features: Matrix): Explanations {
  const { rows, columns } = features;
  const trees = forest.roots.length;
  const basePath = forest.roots.reduce((sum, root) => sum + (forest.path[root] as number), 0) / trees;
  const contributions = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row++) {
    const steps = contributions.subarray(row * columns, (row + 1) * columns);
    for (const root of forest.roots) addSteps(forest, root, features.values.subarray(row * columns, (row + 1) * columns), steps);
    const change = steps.reduce((sum, step) => sum + step, 0) / trees;
    const slope = meanSlope(basePath, change) / trees;
    steps.forEach((step, column) => (steps[column] = step * slope));
  }
  return { base: Float64Array.of(scoreOf(basePath)), contributions };
}

function addSteps(forest: PackedForest, root: number, row: Float64Array, steps: Float64Array): void {
  const { feature, threshold, missingLeft, right, path } = forest;
  let node = root;
  for (let toRight = right[node] as number; toRight !== 0; toRight = right[node] as number) {
    const column = feature[node] as number;
    const value = row[column] as number;
    const goesLeft = value <= (threshold[node] as number) || (value !== value && missingLeft[node] === 1);
    const child = node + (goesLeft ? 1 : toRight);
    steps[column] = (steps[column] as number) + (path[child] as number) - (path[node] as number);
    node = child;
  }
}

/** (score after − score before) ÷ change of the path; where nothing changes, the score's derivative. */
function meanSlope(path: number, change: number): number {
  const before = scoreOf(path);
  return change === 0 ? -Math.LN2 * before : (before * Math.expm1(-Math.LN2 * change)) / change;
}
