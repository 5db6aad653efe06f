import type { Explanations } from '../algorithms/algorithm.js';
import type { Matrix } from '../data/matrix.js';
import { TreeExplainer } from './tree-explainer.js';
import type { TreeEnsemble } from './tree.js';

/** `explainTreesInSteps`, all at once. */
export function explainTrees(ensemble: TreeEnsemble, features: Matrix): Explanations {
  const steps = explainTreesInSteps(ensemble, features);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Exact Shapley values of every column for every raw score, path-dependent: a column that stays away leaves both ways of its
 * splits open, weighted by the training cover (S. Lundberg et al., "From local explanations to global understanding with
 * explainable AI for trees", Nature Machine Intelligence 2, 2020, algorithm 1). Missing values go as `missingLeft` says.
 * base[o] is the cover-weighted mean of the raw score of output o; base[o] plus a row's contributions is its raw score, to rounding.
 *
 * The integral they are computed by is explained in `TreeExplainer`. Cost: rows × nodes × half the columns on the longest way.
 * A large forest takes seconds: a step, some milliseconds, is one row and one tree, so that a caller can do other things in between.
 *
 * @throws Error where `features` has another number of columns, or a tree neither one output nor the ensemble's
 */
export function* explainTreesInSteps(ensemble: TreeEnsemble, features: Matrix): Generator<void, Explanations> {
  const { columns, outputs, scale, trees } = ensemble;
  if (features.columns !== columns) throw new Error(`rows of ${features.columns} columns for trees of ${columns}`);
  const base = Float64Array.from(ensemble.base);
  const contributions = new Float64Array(features.rows * outputs * columns);
  for (const [index, tree] of trees.entries()) {
    if (tree.outputs !== outputs && tree.outputs !== 1) throw new Error(`tree ${index} has ${tree.outputs} outputs, the ensemble ${outputs}`);
    const first = tree.outputs === outputs ? 0 : index % outputs;
    const explainer = new TreeExplainer(tree, scale);
    for (let output = 0; output < tree.outputs; output++) base[first + output] = (base[first + output] as number) + explainer.expected(output);
    for (let row = 0; row < features.rows; row++) {
      const at = (row * outputs + first) * columns;
      explainer.explain(features.values.subarray(row * columns, (row + 1) * columns), contributions.subarray(at, at + tree.outputs * columns));
      yield;
    }
  }
  return { base, contributions };
}
