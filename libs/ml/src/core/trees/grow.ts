import type { Random } from '#kernel';
import type { BinnedMatrix } from './bins.js';
import { ColumnSearch } from './column-search.js';
import { totalOf, type CellLayout, type NodeRows } from './histogram.js';
import { NodeStore, type GrownTree, type ValueRules } from './node-store.js';
import { partition, type BinRule } from './partition.js';
import { SharedHistograms } from './shared-histograms.js';
import { SplitSearch, type SplitRules } from './split.js';

export interface GrowthRules extends SplitRules, ValueRules {
  /** Splits on the way to a leaf at most; Infinity for no limit. */
  readonly maxDepth: number;
  /** Columns drawn for each node; more are drawn as long as none of them splits it. From all on, nothing is drawn. */
  readonly maxFeatures: number;
  /** Whether a split must lower the loss. A forest splits any node that is not pure, as two splits may do what one cannot. */
  readonly mustGain: boolean;
}

/** What one tree learns from. */
export interface TreeSample {
  /** The rows in the sample, at least one; the growing tree reorders them. */
  readonly rows: Int32Array;
  /** A pair of numbers for every row of the data, at 2 × row: see `CellLayout`. */
  readonly pairs: Float32Array;
  /** The columns that may be split on, in an order of no meaning; drawing reorders them. */
  readonly columns: Int32Array;
}

/** A node that waits for its turn. */
interface Pending {
  readonly start: number;
  readonly end: number;
  readonly depth: number;
  readonly parent: number;
  readonly isLeft: boolean;
  /** Of all columns, where they are kept. */
  histograms: Float64Array | undefined;
}

/** A node with more rows keeps the histograms of all columns for its children; with fewer, emptying them costs more. */
const LEAST_SHARED_ROWS = 512;
/** A child with fewer rows is faster searched column by column, though its histograms are there. */
const LEAST_KEPT_ROWS = 128;

/**
 * Grows histogram trees, depth first: class shares by Gini impurity, means by variance, or Newton steps by the second-order
 * loss, as the cells' layout and the sample's pairs say. The same data, rules, sample and random stream make the same tree.
 * A level costs O(rows × columns looked at); a grower keeps its room from tree to tree.
 */
export class TreeGrower {
  private readonly store: NodeStore;
  private readonly search: SplitSearch;
  private readonly single: ColumnSearch;
  private readonly shared: SharedHistograms;
  private readonly spare: Int32Array;
  private readonly nodePairs: Float32Array;
  private readonly total: Float64Array;

  constructor(
    private readonly data: BinnedMatrix,
    private readonly layout: CellLayout,
    private readonly rules: GrowthRules,
  ) {
    this.store = new NodeStore(Math.min(2 * data.rows, 2 ** (rules.maxDepth + 1)), layout, rules);
    this.search = new SplitSearch(rules, layout);
    this.single = new ColumnSearch(data, layout, this.search);
    this.shared = new SharedHistograms(data, layout);
    this.spare = new Int32Array(data.rows);
    this.nodePairs = new Float32Array(2 * data.rows);
    this.total = new Float64Array(layout.stride);
  }

  grow(sample: TreeSample, random: Random): GrownTree {
    const pending = [this.root(sample)];
    // The left child is pushed last and so comes next: nodes stand in preorder.
    for (let node = pending.pop(); node; node = pending.pop()) {
      this.addUp(node, sample);
      const index = this.store.addLeaf(this.total, node);
      if (node.parent >= 0) this.store.adopt(node.parent, index, node.isLeft);
      const rule = this.mayBeSplit(node) ? this.bestRule(node, sample, random) : undefined;
      if (rule) {
        this.store.split(index, rule, this.data.thresholds[rule.column]?.[rule.bin - 1] as number);
        pending.push(...this.divide(node, index, rule, sample));
      } else this.shared.release(node.histograms);
    }
    return this.store.take();
  }

  private root(sample: TreeSample): Pending {
    const root: Pending = { start: 0, end: sample.rows.length, depth: 0, parent: -1, isLeft: false, histograms: undefined };
    const isShared = this.rules.maxFeatures >= sample.columns.length && root.end >= LEAST_SHARED_ROWS;
    if (isShared) root.histograms = this.shared.build(sample.columns, this.gather(root, sample));
    return root;
  }

  /** Makes `total` the node's cell. Rows are not read where histograms say it all and nobody asks whether they agree. */
  private addUp(node: Pending, sample: TreeSample): void {
    if (node.histograms && this.rules.mustGain) this.shared.total(node.histograms, this.total);
    else totalOf(this.gather(node, sample), this.layout, this.total);
  }

  /** The pairs of a node's rows, in the grower's room until the next node is gathered. */
  private gather({ start, end }: { start: number; end: number }, { rows, pairs }: TreeSample): NodeRows {
    const { nodePairs } = this;
    for (let index = start, to = 0; index < end; index++, to += 2) {
      const from = (rows[index] as number) * 2;
      nodePairs[to] = pairs[from] as number;
      nodePairs[to + 1] = pairs[from + 1] as number;
    }
    return { rows, start, end, pairs: nodePairs };
  }

  private mayBeSplit({ start, end, depth }: Pending): boolean {
    if (depth >= this.rules.maxDepth || end - start < Math.max(2, 2 * this.rules.minLeaf)) return false;
    return this.rules.mustGain || !this.isPure(end - start);
  }

  /** Whether all rows gathered say the same; means are compared crosswise, as sums carry weights. */
  private isPure(rows: number): boolean {
    const { nodePairs } = this;
    const isClass = this.layout.classes > 0;
    const weight = isClass ? 1 : (nodePairs[0] as number);
    const said = nodePairs[1] as number;
    for (let pair = 2; pair < rows * 2; pair += 2) {
      const otherWeight = isClass ? 1 : (nodePairs[pair] as number);
      if ((nodePairs[pair + 1] as number) * weight !== said * otherWeight) return false;
    }
    return true;
  }

  private bestRule({ start, end, histograms }: Pending, { rows, columns }: TreeSample, random: Random): BinRule | undefined {
    this.search.begin(this.total, this.scoreToBeat());
    const node = { rows, start, end, pairs: this.nodePairs };
    if (histograms) this.shared.show(histograms, columns, this.search);
    else if (this.rules.maxFeatures >= columns.length) this.single.all(node, columns);
    else this.single.drawn(node, columns, this.rules.maxFeatures, random);
    return this.search.best;
  }

  /** The node's own score and a little: what rounding makes of no gain is no gain. */
  private scoreToBeat(): number {
    if (!this.rules.mustGain) return -1;
    const sum = this.total[1] as number;
    return ((sum * sum) / ((this.total[0] as number) + this.rules.l2)) * (1 + 1e-9) + 1e-12;
  }

  /** The right child, then the left one. */
  private divide(node: Pending, parent: number, rule: BinRule, sample: TreeSample): [Pending, Pending] {
    const { start, end, histograms } = node;
    const depth = node.depth + 1;
    const middle = partition(this.data, rule, { rows: sample.rows, start, end }, this.spare);
    const left: Pending = { start, end: middle, depth, parent, isLeft: true, histograms: undefined };
    const right: Pending = { start: middle, end, depth, parent, isLeft: false, histograms: undefined };
    if (histograms) {
      if (middle - start < end - middle) this.inherit(histograms, left, right, sample);
      else this.inherit(histograms, right, left, sample);
    }
    return [right, left];
  }

  /** Makes a node's histograms those of its larger child, and counts the smaller one's, where that pays. */
  private inherit(histograms: Float64Array, small: Pending, large: Pending, sample: TreeSample): void {
    if (large.depth >= this.rules.maxDepth || large.end - large.start < LEAST_SHARED_ROWS) {
      this.shared.release(histograms);
      return;
    }
    const counted = this.shared.build(sample.columns, this.gather(small, sample));
    this.shared.subtract(histograms, counted);
    large.histograms = histograms;
    if (small.end - small.start >= LEAST_KEPT_ROWS) small.histograms = counted;
    else this.shared.release(counted);
  }
}
