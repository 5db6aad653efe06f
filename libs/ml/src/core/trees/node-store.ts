import type { CellLayout } from './histogram.js';
import type { BinRule } from './partition.js';
import type { Tree } from './tree.js';

/** A tree and what is known of its nodes while the data it grew from are at hand. */
export interface GrownTree {
  readonly tree: Tree;
  /** The bin each node cuts at, so that rows that are binned need no values. */
  readonly bin: Uint8Array;
  /** Where the rows of each node stand in the sample's, as the growing tree left them. */
  readonly start: Int32Array;
  readonly end: Int32Array;
}

export interface ValueRules {
  /** Added to the weight that a sum is divided by. */
  readonly l2: number;
  /** Whether a node's cover is its number of rows, which takes cells that count, or their weight. */
  readonly coverIsRows: boolean;
}

/** The nodes of the tree that grows, in room that is used again for the next one. */
export class NodeStore {
  private count = 0;
  private readonly feature: Int16Array;
  private readonly bin: Uint8Array;
  private readonly threshold: Float64Array;
  private readonly missingLeft: Uint8Array;
  private readonly left: Int32Array;
  private readonly right: Int32Array;
  private readonly start: Int32Array;
  private readonly end: Int32Array;
  private readonly cover: Float64Array;
  private readonly value: Float64Array;
  readonly outputs: number;

  constructor(
    capacity: number,
    private readonly layout: CellLayout,
    private readonly rules: ValueRules,
  ) {
    this.outputs = Math.max(1, layout.classes);
    this.feature = new Int16Array(capacity);
    this.bin = new Uint8Array(capacity);
    this.threshold = new Float64Array(capacity);
    this.missingLeft = new Uint8Array(capacity);
    this.left = new Int32Array(capacity);
    this.right = new Int32Array(capacity);
    this.start = new Int32Array(capacity);
    this.end = new Int32Array(capacity);
    this.cover = new Float64Array(capacity);
    this.value = new Float64Array(capacity * this.outputs);
  }

  /** A new leaf that says what its cell does. Values have single precision: half the bytes, and 1e-7 of a step is no knowledge. */
  addLeaf(total: Float64Array, { start, end }: { start: number; end: number }): number {
    const node = this.count++;
    this.start[node] = start;
    this.end[node] = end;
    this.feature[node] = -1;
    this.threshold[node] = 0;
    this.missingLeft[node] = 0;
    this.left[node] = -1;
    this.right[node] = -1;
    if (this.layout.classes > 0) this.setShares(node, total);
    else {
      this.cover[node] = total[this.rules.coverIsRows ? this.layout.countAt : 0] as number;
      this.value[node] = Math.fround((total[1] as number) / ((total[0] as number) + this.rules.l2));
    }
    return node;
  }

  private setShares(node: number, total: Float64Array): void {
    let weight = 0;
    for (let index = 0; index < this.outputs; index++) weight += total[index + 1] as number;
    this.cover[node] = weight;
    for (let index = 0; index < this.outputs; index++) {
      this.value[node * this.outputs + index] = Math.fround((total[index + 1] as number) / weight);
    }
  }

  split(node: number, rule: BinRule, threshold: number): void {
    this.feature[node] = rule.column;
    this.bin[node] = rule.bin;
    this.threshold[node] = threshold;
    this.missingLeft[node] = rule.missingLeft ? 1 : 0;
  }

  adopt(parent: number, child: number, isLeft: boolean): void {
    (isLeft ? this.left : this.right)[parent] = child;
  }

  /** The tree that has grown; the store is empty again. */
  take(): GrownTree {
    const { count, outputs } = this;
    this.count = 0;
    const tree: Tree = {
      feature: this.feature.slice(0, count),
      threshold: this.threshold.slice(0, count),
      missingLeft: this.missingLeft.slice(0, count),
      left: this.left.slice(0, count),
      right: this.right.slice(0, count),
      cover: this.cover.slice(0, count),
      value: this.value.slice(0, count * outputs),
      outputs,
    };
    return { tree, bin: this.bin.slice(0, count), start: this.start.slice(0, count), end: this.end.slice(0, count) };
  }
}
