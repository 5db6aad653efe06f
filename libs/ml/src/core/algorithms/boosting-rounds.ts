import { seededRandom, type Random } from '#kernel';
import type { BinnedMatrix } from '../trees/bins.js';
import { TreeGrower } from '../trees/grow.js';
import { cellLayout } from '../trees/histogram.js';
import type { RowRange } from '../trees/partition.js';
import { eachLeaf, route } from '../trees/route.js';
import type { Tree } from '../trees/tree.js';
import type { BoostingValues } from './boosting-hyperparameters.js';
import { columnsPerNode } from './forest-hyperparameters.js';
import type { Loss } from './losses.js';

/** What a round of boosting needs and changes. */
export interface Boosting {
  readonly data: BinnedMatrix;
  readonly loss: Loss;
  readonly values: BoostingValues;
  readonly seed: number;
  /** Rows to learn from, and rows held out to see when to stop: all together those of the data. */
  readonly learning: Int32Array;
  readonly heldOut: Int32Array;
}

/** A stream that no tree has. */
const HELD_OUT_STREAM = -1;
const HELD_OUT_SHARE = 0.1;

/** Draws about a tenth of the rows to be held out, but at most half of them; none where the fit is not to stop early. */
export function holdOut(rows: number, { earlyStoppingRounds }: BoostingValues, seed: number): Pick<Boosting, 'learning' | 'heldOut'> {
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  const held = earlyStoppingRounds > 0 ? Math.min(Math.ceil(rows * HELD_OUT_SHARE), rows >> 1) : 0;
  drawFirst(order, held, seededRandom(seed).fork(HELD_OUT_STREAM));
  return { learning: order.slice(held).sort(), heldOut: order.slice(0, held) };
}

/** Boosts until there are enough trees or the loss held out has not fallen for too long; trees after its lowest are dropped. */
export function boost(boosting: Boosting, progress: (done: number) => void): Tree[] {
  const { data, loss, values, heldOut } = boosting;
  const scores = Float64Array.from({ length: loss.outputs * data.rows }, (_, at) => loss.base[Math.floor(at / data.rows)] as number);
  const rounds = new Rounds(boosting, scores);
  const trees: Tree[] = [];
  let best = { loss: Infinity, trees: 0 };
  for (let round = 0; round < values.trees; round++) {
    progress(round / values.trees);
    trees.push(...rounds.next(round));
    if (heldOut.length === 0) continue;
    const now = heldOut.reduce((sum, row) => sum + loss.at(scores, row), 0);
    if (now < best.loss) best = { loss: now, trees: trees.length };
    else if (trees.length - best.trees >= values.earlyStoppingRounds * loss.outputs) break;
  }
  progress(1);
  return heldOut.length === 0 ? trees : trees.slice(0, best.trees);
}

class Rounds {
  private readonly pairs: readonly Float32Array[];
  private readonly grower: TreeGrower;
  private readonly random: Random;

  constructor(
    private readonly boosting: Boosting,
    private readonly scores: Float64Array,
  ) {
    const { data, loss, values, seed } = boosting;
    const { minLeaf, maxDepth, l2 } = values;
    const maxFeatures = columnsPerNode(values.maxFeatures, this.columnsOfTree());
    this.grower = new TreeGrower(data, cellLayout(0, true), { minLeaf, maxDepth, l2, maxFeatures, mustGain: true, coverIsRows: true });
    this.pairs = Array.from({ length: loss.outputs }, () => new Float32Array(data.rows * 2));
    this.random = seededRandom(seed);
  }

  /** A tree for each output, all of them steps from the same scores, which they then move. */
  next(round: number): Tree[] {
    const { loss } = this.boosting;
    loss.derivatives(this.scores, this.pairs);
    return this.pairs.map((pairs, output) => this.fitTree(pairs, output, this.random.fork(round * loss.outputs + output)));
  }

  private fitTree(pairs: Float32Array, output: number, random: Random): Tree {
    const { data, values } = this.boosting;
    const { sample, others } = this.sampleRows(random);
    const grown = this.grower.grow({ rows: sample, pairs, columns: this.sampleColumns(random) }, random);
    const scores = this.scores.subarray(output * data.rows, (output + 1) * data.rows);
    const move = (leaf: number, { rows, start, end }: RowRange): void => {
      const step = values.learningRate * (grown.tree.value[leaf] as number);
      for (let index = start; index < end; index++) (scores[rows[index] as number] as number) += step;
    };
    eachLeaf(grown, sample, move);
    route(data, grown, others, move);
    return grown.tree;
  }

  /** Rows that a tree grows from, and all others: those held out among them. */
  private sampleRows(random: Random): { sample: Int32Array; others: Int32Array } {
    const { learning, heldOut, values } = this.boosting;
    if (values.rowSample === 1) return { sample: learning.slice(), others: heldOut.slice() };
    const isDrawn = learning.map(() => Number(random.next() < values.rowSample));
    // One row is always drawn: a tree of none would say nothing.
    isDrawn[random.below(learning.length)] = 1;
    const rest = learning.filter((_, index) => isDrawn[index] === 0);
    return { sample: learning.filter((_, index) => isDrawn[index] === 1), others: joined(rest, heldOut) };
  }

  private sampleColumns(random: Random): Int32Array {
    const columns = Int32Array.from({ length: this.boosting.data.columns }, (_, column) => column);
    const count = this.columnsOfTree();
    if (count < columns.length) drawFirst(columns, count, random);
    return columns.slice(0, count).sort();
  }

  private columnsOfTree(): number {
    const { data, values } = this.boosting;
    return Math.max(1, Math.round(values.columnSample * data.columns));
  }
}

function joined(first: Int32Array, second: Int32Array): Int32Array {
  const both = new Int32Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Puts `count` items drawn without replacement first. */
function drawFirst(items: Int32Array, count: number, random: Random): void {
  for (let place = 0; place < count; place++) {
    const from = place + random.below(items.length - place);
    const item = items[from] as number;
    items[from] = items[place] as number;
    items[place] = item;
  }
}
