import { seededRandom, type Random } from '#kernel';
import { binMatrix, type BinnedMatrix } from '../trees/bins.js';
import { TreeGrower } from '../trees/grow.js';
import { cellLayout, type CellLayout } from '../trees/histogram.js';
import type { GrownTree } from '../trees/node-store.js';
import { route } from '../trees/route.js';
import type { Tree } from '../trees/tree.js';
import type { FitOptions, TrainingSet } from './algorithm.js';
import { weightsOfClasses } from './class-weights.js';
import { columnsPerNode, forestValues, type ForestValues } from './forest-hyperparameters.js';
import { standardise } from './targets.js';

/** What the trees that did not see a row say of it, added up. */
export interface OutOfBagVotes {
  /** In units of 2⁻²⁴, whole numbers: so it does not matter in what order the trees are added. `outputs` a row. */
  readonly sums: Float64Array;
  /** Trees that did not see the row. */
  readonly votes: Int32Array;
}

/** Some of a forest's trees: typed arrays and numbers alone, so a worker can hand it over. */
export interface ForestPart {
  /** Index of its first tree in the forest. */
  readonly from: number;
  readonly trees: readonly Tree[];
  readonly outOfBag: OutOfBagVotes;
}

export const VOTE_UNIT = 2 ** -24;

/** What all trees of a forest share. */
interface Ground {
  readonly data: BinnedMatrix;
  readonly layout: CellLayout;
  readonly grower: TreeGrower;
  /** For one draw of row r: its weight at 2r; its weighted target, or its class, at 2r + 1. */
  readonly pairs: Float32Array;
  readonly columns: Int32Array;
}

/**
 * Fits the trees `from` ≤ index < `to` of a forest. The chances of a tree are its own stream, forked from the seed by its
 * index, so parts fitted apart are those of one fit. O(trees × rows × log rows × columns drawn).
 */
export function fitForestTrees(set: TrainingSet, options: FitOptions, from: number, to: number): ForestPart {
  const ground = prepare(set, forestValues(options.hyperparameters));
  const { rows } = set.features;
  const outputs = Math.max(1, ground.layout.classes);
  const outOfBag = { sums: new Float64Array(rows * outputs), votes: new Int32Array(rows) };
  const random = seededRandom(options.seed);
  const trees: Tree[] = [];
  for (let index = from; index < to; index++) {
    options.progress((index - from) / (to - from));
    trees.push(fitTree(ground, random.fork(index), outOfBag));
  }
  options.progress(1);
  return { from, trees, outOfBag };
}

function prepare({ features, labels, classes }: TrainingSet, values: ForestValues): Ground {
  if (labels?.length !== features.rows) throw new Error(`${features.rows} rows need as many labels`);
  const data = binMatrix(features, values.bins);
  const weights = weightsOfClasses(values.classWeights, labels, classes);
  // Two classes are the regression of 0 and 1: its variance is half their Gini impurity.
  const isMoments = classes <= 2;
  const targets = classes === 0 ? standardise(labels).values : labels;
  const pairs = new Float32Array(features.rows * 2);
  targets.forEach((target, row) => {
    const weight = classes === 0 ? 1 : (weights[target] as number);
    pairs[row * 2] = weight;
    pairs[row * 2 + 1] = isMoments ? weight * target : target;
  });
  const maxFeatures = columnsPerNode(values.maxFeatures, features.columns);
  const isPlain = values.minLeaf === 1 && maxFeatures < features.columns && weights.every(Number.isInteger);
  const layout = cellLayout(isMoments ? 0 : classes, !isPlain);
  const maxDepth = values.maxDepth === 'unlimited' ? Infinity : values.maxDepth;
  const grower = new TreeGrower(data, layout, { minLeaf: values.minLeaf, maxDepth, maxFeatures, l2: 0, mustGain: false, coverIsRows: false });
  return { data, layout, grower, pairs, columns: Int32Array.from({ length: features.columns }, (_, column) => column) };
}

function fitTree(ground: Ground, random: Random, outOfBag: OutOfBagVotes): Tree {
  const draws = drawRows(ground.data.rows, random);
  const grown = ground.grower.grow(
    { rows: rowsWhere(draws, (count) => count > 0), pairs: drawnPairs(ground, draws), columns: ground.columns.slice() },
    random,
  );
  vote(ground.data, grown, rowsWhere(draws, (count) => count === 0), outOfBag);
  return grown.tree;
}

/** How often each row comes up in as many draws as there are rows. */
function drawRows(rows: number, random: Random): Uint16Array {
  const draws = new Uint16Array(rows);
  for (let draw = 0; draw < rows; draw++) (draws[random.below(rows)] as number) += 1;
  return draws;
}

function rowsWhere(draws: Uint16Array, isWanted: (count: number) => boolean): Int32Array {
  const rows = new Int32Array(draws.length);
  let length = 0;
  for (let row = 0; row < draws.length; row++) if (isWanted(draws[row] as number)) rows[length++] = row;
  return rows.subarray(0, length);
}

function drawnPairs({ pairs, layout }: Ground, draws: Uint16Array): Float32Array {
  const drawn = new Float32Array(pairs.length);
  for (let row = 0; row < draws.length; row++) {
    const count = draws[row] as number;
    drawn[row * 2] = (pairs[row * 2] as number) * count;
    drawn[row * 2 + 1] = (pairs[row * 2 + 1] as number) * (layout.classes > 0 ? 1 : count);
  }
  return drawn;
}

function vote(data: BinnedMatrix, grown: GrownTree, rows: Int32Array, { sums, votes }: OutOfBagVotes): void {
  const { value, outputs } = grown.tree;
  route(data, grown, rows, (leaf, range) => {
    for (let index = range.start; index < range.end; index++) {
      const row = range.rows[index] as number;
      (votes[row] as number) += 1;
      for (let output = 0; output < outputs; output++) {
        (sums[row * outputs + output] as number) += Math.round((value[leaf * outputs + output] as number) / VOTE_UNIT);
      }
    }
  });
}
