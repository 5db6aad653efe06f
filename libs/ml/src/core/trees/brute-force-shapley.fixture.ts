import type { Tree, TreeEnsemble } from './tree.js';

const at = (numbers: ArrayLike<number>, index: number): number => numbers[index] as number;

/** What a tree says where only the columns in the bit set `known` are: both ways of the other splits, weighted by cover. */
function conditional(tree: Tree, row: Float64Array, known: number): number[] {
  const follow = (node: number): number[] => {
    const [left, right, column] = [at(tree.left, node), at(tree.right, node), at(tree.feature, node)];
    if (left < 0) return [...tree.value.subarray(node * tree.outputs, (node + 1) * tree.outputs)];
    const value = at(row, column);
    const isLeft = Number.isNaN(value) ? tree.missingLeft[node] === 1 : value <= at(tree.threshold, node);
    if ((known >> column) & 1) return follow(isLeft ? left : right);
    const both = at(tree.cover, left) + at(tree.cover, right);
    const share = both > 0 ? at(tree.cover, left) / both : 0.5;
    const fromRight = follow(right);
    return follow(left).map((said, output) => share * said + (1 - share) * at(fromRight, output));
  };
  return follow(0);
}

/** Raw scores of `row` where only the columns in the bit set `known` are; `ALL_KNOWN` gives the raw scores themselves. */
export function conditionalScores({ trees, base, scale, outputs }: TreeEnsemble, row: Float64Array, known: number): Float64Array {
  const scores = Float64Array.from(base);
  for (const [index, tree] of trees.entries()) {
    const first = tree.outputs === outputs ? 0 : index % outputs;
    conditional(tree, row, known).forEach((said, output) => (scores[first + output] = at(scores, first + output) + scale * said));
  }
  return scores;
}

export const ALL_KNOWN = -1;

const bits = (set: number): number => (set === 0 ? 0 : (set & 1) + bits(set >>> 1));
const factorial = (count: number): number => (count < 2 ? 1 : count * factorial(count - 1));

/** By the definition (L. Shapley 1953): a weighted sum over all subsets of the other columns. One list an output. */
export function bruteForceShapley(ensemble: TreeEnsemble, row: Float64Array): number[][] {
  const { columns, outputs } = ensemble;
  const scores = Array.from({ length: 2 ** columns }, (_, known) => conditionalScores(ensemble, row, known));
  const contribution = (output: number, column: number): number =>
    scores.reduce((sum, without, known) => {
      const joined = scores[known | (1 << column)];
      if (joined === undefined || joined === without) return sum;
      const weight = (factorial(bits(known)) * factorial(columns - bits(known) - 1)) / factorial(columns);
      return sum + weight * (at(joined, output) - at(without, output));
    }, 0);
  return Array.from({ length: outputs }, (_, output) => Array.from({ length: columns }, (__, column) => contribution(output, column)));
}
