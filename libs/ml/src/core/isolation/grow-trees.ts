import { seededRandom, type Random } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import { joinTrees, type PackedTrees } from './packed-forest.js';
import { depthLimit } from './path-length.js';

/** Trees `from` … `to` − 1 of a forest. */
export interface TreeRange {
  readonly from: number;
  readonly to: number;
}

export interface Growth {
  readonly sampleSize: number;
  readonly seed: number;
}

/**
 * Grows some trees of an isolation forest (Liu, Ting, Zhou 2008). Tree t draws all its chance from fork t of the seed, so
 * parts grown anywhere and joined in order give the forest that one call for all trees gives.
 *
 * Each tree takes `sampleSize` rows without replacement and splits them on a column drawn evenly from those whose values
 * there differ, at a point drawn evenly between the least and the largest, down to single rows or `depthLimit`. A missing
 * value is no sign of strangeness: a row without it goes with the larger side of those that have it (the left one of
 * equals). A column that never differs, or only in being missing, is never split on.
 *
 * `progress` hears the share of the range after each tree. Cost: trees × sampleSize × (columns tried) × depth.
 */
export function growTrees(features: Matrix, growth: Growth, range: TreeRange, progress: (done: number) => void): PackedTrees {
  const grower = new TreeGrower(features, Math.min(growth.sampleSize, features.rows));
  const random = seededRandom(growth.seed);
  const trees: PackedTrees[] = [];
  for (let tree = range.from; tree < range.to; tree++) {
    trees.push(grower.grow(random.fork(tree)));
    progress((tree + 1 - range.from) / (range.to - range.from));
  }
  return joinTrees(trees);
}

/** The rows `begin` … `end` − 1 of the sample, at a depth, where the first `live` of the columns may still differ. */
interface Branch {
  readonly begin: number;
  readonly end: number;
  readonly depth: number;
  readonly live: number;
}

/** Buffers that serve tree after tree. */
class TreeGrower {
  private readonly sample: Int32Array;
  private readonly drawn: Int32Array;
  private readonly columns: Int32Array;
  private readonly limit: number;
  private readonly feature: Uint16Array;
  private readonly threshold: Float64Array;
  private readonly missingLeft: Uint8Array;
  private readonly right: Int32Array;
  private readonly cover: Int32Array;
  private random: Random = seededRandom(0);
  private size = 0;
  private least = 0;
  private largest = 0;

  constructor(private readonly features: Matrix, sampleSize: number) {
    this.sample = new Int32Array(sampleSize);
    this.drawn = new Int32Array(features.rows);
    this.columns = new Int32Array(features.columns);
    this.limit = depthLimit(sampleSize);
    const nodes = 2 * sampleSize - 1;
    this.feature = new Uint16Array(nodes);
    this.threshold = new Float64Array(nodes);
    this.missingLeft = new Uint8Array(nodes);
    this.right = new Int32Array(nodes);
    this.cover = new Int32Array(nodes);
  }

  grow(random: Random): PackedTrees {
    this.random = random;
    this.size = 0;
    this.drawSample();
    this.columns.forEach((_, column) => (this.columns[column] = column));
    this.branch({ begin: 0, end: this.sample.length, depth: 0, live: this.columns.length });
    const { size } = this;
    return {
      sizes: Int32Array.of(size),
      feature: this.feature.slice(0, size),
      threshold: this.threshold.slice(0, size),
      missingLeft: this.missingLeft.slice(0, size),
      right: this.right.slice(0, size),
      cover: this.cover.slice(0, size),
    };
  }

  /** Floyd's sampling without replacement (Bentley, Floyd, CACM 30, 1987): a draw a row, whatever the matrix's height. */
  private drawSample(): void {
    const { sample, drawn } = this;
    const before = this.features.rows - sample.length;
    for (let taken = 0; taken < sample.length; taken++) {
      const candidate = this.random.below(before + taken + 1);
      const row = drawn[candidate] === 0 ? candidate : before + taken;
      drawn[row] = 1;
      sample[taken] = row;
    }
    for (const row of sample) drawn[row] = 0;
  }

  private branch({ begin, end, depth, live }: Branch): void {
    const node = this.size++;
    this.cover[node] = end - begin;
    this.feature[node] = this.threshold[node] = this.missingLeft[node] = this.right[node] = 0;
    if (end - begin < 2 || depth >= this.limit) return;
    const differing = this.drawColumn(begin, end, live);
    if (differing === 0) return;
    const column = this.columns[differing - 1] as number;
    const threshold = this.drawThreshold();
    this.feature[node] = column;
    this.threshold[node] = threshold;
    this.missingLeft[node] = this.mostGoLeft(begin, end, { column, threshold }) ? 1 : 0;
    const middle = this.partition(begin, end, node);
    this.branch({ begin, end: middle, depth: depth + 1, live: differing });
    this.right[node] = this.size - node;
    this.branch({ begin: middle, end, depth: depth + 1, live: differing });
  }

  /**
   * Draws columns until one differs among the rows, and puts those that don't behind the live ones: what is constant here
   * is constant below. The drawn column is the last live one; the answer counts the live ones, 0 where none differs.
   */
  private drawColumn(begin: number, end: number, live: number): number {
    const { columns } = this;
    for (let left = live; left > 0; left--) {
      const drawn = this.random.below(left);
      const column = columns[drawn] as number;
      columns[drawn] = columns[left - 1] as number;
      columns[left - 1] = column;
      if (this.differs(begin, end, column)) return left;
    }
    return 0;
  }

  /** Whether two rows that have a finite value in the column have different ones; `least` and `largest` are then known. */
  private differs(begin: number, end: number, column: number): boolean {
    const { values, columns } = this.features;
    let least = Infinity;
    let largest = -Infinity;
    for (let at = begin; at < end; at++) {
      const value = values[(this.sample[at] as number) * columns + column] as number;
      if (value < least && value >= -Number.MAX_VALUE) least = value;
      if (value > largest && value <= Number.MAX_VALUE) largest = value;
    }
    this.least = least;
    this.largest = largest;
    return least < largest;
  }

  /** Weighted ends, not least + share × width: the width of two huge values is infinite. */
  private drawThreshold(): number {
    const share = this.random.next();
    const point = this.least * (1 - share) + this.largest * share;
    return Math.max(this.least, point < this.largest ? point : this.least);
  }

  private mostGoLeft(begin: number, end: number, { column, threshold }: { column: number; threshold: number }): boolean {
    const { values, columns } = this.features;
    let balance = 0;
    for (let at = begin; at < end; at++) {
      const value = values[(this.sample[at] as number) * columns + column] as number;
      if (value <= threshold) balance++;
      else if (value > threshold) balance--;
    }
    return balance >= 0;
  }

  /** Moves the rows that go left to the front; the answer is where the others begin. */
  private partition(begin: number, end: number, node: number): number {
    const { sample, features } = this;
    const column = this.feature[node] as number;
    const threshold = this.threshold[node] as number;
    const missingLeft = this.missingLeft[node] === 1;
    let middle = begin;
    for (let at = begin; at < end; at++) {
      const row = sample[at] as number;
      const value = features.values[row * features.columns + column] as number;
      const goesLeft = value <= threshold || (missingLeft && value !== value);
      if (!goesLeft) continue;
      sample[at] = sample[middle] as number;
      sample[middle++] = row;
    }
    return middle;
  }
}
