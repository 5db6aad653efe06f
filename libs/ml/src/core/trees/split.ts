import { MISSING_BIN } from './bins.js';
import type { Cells, CellLayout } from './histogram.js';
import type { BinRule } from './partition.js';

/** What a split must keep to. */
export interface SplitRules {
  /** Rows each side must have, at least 1; more than 1 needs cells that count. */
  readonly minLeaf: number;
  /** Added to the weight of a side (λ of a Newton step): a side of little weight promises less. */
  readonly l2: number;
}

/** A column's cells at a node, and the bins that may hold a row of it: the first `length` of `bins`, in ascending order. */
export interface ColumnSums extends Cells {
  readonly column: number;
  readonly bins: Uint8Array;
  readonly length: number;
  /** The column's last bin: a cut there has every value on the left and the missing ones on the right. */
  readonly lastBin: number;
}

/**
 * The best split of a node among the columns shown to it. Its score is the sum over both sides of (Σ sum)² / (weight + λ),
 * or of Σ over classes (weight of the class)² / weight. What the score exceeds the node's own by is the fall of the variance,
 * of the Gini impurity (of two classes half of it, as 0 and 1), or of a loss to second order (Chen & Guestrin 2016). Missing
 * values are tried on both sides; where a node has none they go with the larger side. Of equal splits the first wins.
 */
export class SplitSearch {
  private score = 0;
  private rule: BinRule | undefined;
  private total: Float64Array = new Float64Array(0);
  private readonly left: Float64Array;
  private readonly least: number;

  constructor(
    private readonly rules: SplitRules,
    layout: CellLayout,
  ) {
    this.left = new Float64Array(layout.classes);
    // Uncounted weights are whole numbers, exact when added: a side has a row where it has weight.
    this.least = layout.counted ? rules.minLeaf : 1;
  }

  /** Starts anew at a node whose cell is `total`; a split must score more than `floor`. */
  begin(total: Float64Array, floor: number): void {
    this.rule = undefined;
    this.score = floor;
    this.total = total;
  }

  get best(): BinRule | undefined {
    return this.rule;
  }

  /** Takes the column's best cut where it beats those of the columns before. O(bins × numbers of a cell). */
  consider(sums: ColumnSums): void {
    const hasMissing = (sums.values[sums.offset + MISSING_BIN * sums.layout.stride + sums.layout.countAt] as number) > 0;
    this.scan(sums, hasMissing, false);
    if (hasMissing) this.scan(sums, hasMissing, true);
  }

  private scan(sums: ColumnSums, hasMissing: boolean, missingLeft: boolean): void {
    const from = sums.bins[0] === MISSING_BIN ? 1 : 0;
    const at = sums.layout.classes > 0 ? this.scanClasses(sums, from, missingLeft) : this.scanMoments(sums, from, missingLeft);
    if (at < 0) return;
    const bin = sums.bins[at] as number;
    // Between two bins that hold rows the cut is halfway; after the last of them stand only the missing values.
    const cut = at + 1 < sums.length ? (bin + (sums.bins[at + 1] as number)) >>> 1 : sums.lastBin;
    this.rule = { column: sums.column, bin: cut, missingLeft: hasMissing ? missingLeft : this.isLargerSide(sums, at) };
  }

  /** Whether the bins up to place `at` hold half of the rows or more. */
  private isLargerSide({ values, offset, bins, layout }: ColumnSums, at: number): boolean {
    let rows = 0;
    for (let place = 0; place <= at; place++) rows += values[offset + (bins[place] as number) * layout.stride + layout.countAt] as number;
    return rows * 2 >= (this.total[layout.countAt] as number);
  }

  /** The place in the list of bins after which to cut, −1 where no cut beats the best so far. */
  private scanMoments({ values, offset, bins, length, layout }: ColumnSums, from: number, missingLeft: boolean): number {
    const { total, least } = this;
    const { stride, countAt } = layout;
    const { l2 } = this.rules;
    const allWeight = (total[0] as number) + l2 * 2;
    const allSum = total[1] as number;
    const mostLeft = (total[countAt] as number) - least;
    let weight = l2 + (missingLeft ? (values[offset] as number) : 0);
    let sum = missingLeft ? (values[offset + 1] as number) : 0;
    let count = missingLeft ? (values[offset + countAt] as number) : 0;
    let best = this.score;
    let bestPlace = -1;
    for (let place = from; place < length; place++) {
      const cell = offset + (bins[place] as number) * stride;
      weight += values[cell] as number;
      sum += values[cell + 1] as number;
      count += values[cell + countAt] as number;
      if (count < least) continue;
      if (count > mostLeft) break;
      const rest = allSum - sum;
      const score = (sum * sum) / weight + (rest * rest) / (allWeight - weight);
      if (score > best) {
        best = score;
        bestPlace = place;
      }
    }
    this.score = best;
    return bestPlace;
  }

  private scanClasses({ values, offset, bins, length, layout }: ColumnSums, from: number, missingLeft: boolean): number {
    const { left, least } = this;
    for (let index = 0; index < left.length; index++) left[index] = missingLeft ? (values[offset + 1 + index] as number) : 0;
    const mostLeft = (this.total[0] as number) - least;
    let count = missingLeft ? (values[offset] as number) : 0;
    let bestPlace = -1;
    for (let place = from; place < length; place++) {
      const cell = offset + (bins[place] as number) * layout.stride;
      count += values[cell] as number;
      for (let index = 0; index < left.length; index++) (left[index] as number) += values[cell + 1 + index] as number;
      if (count < least) continue;
      if (count > mostLeft) break;
      const score = this.classScore();
      if (score > this.score) {
        this.score = score;
        bestPlace = place;
      }
    }
    return bestPlace;
  }

  private classScore(): number {
    const { left, total } = this;
    let [leftWeight, rightWeight, leftSquares, rightSquares] = [0, 0, 0, 0];
    for (let index = 0; index < left.length; index++) {
      const here = left[index] as number;
      const there = (total[index + 1] as number) - here;
      leftWeight += here;
      rightWeight += there;
      leftSquares += here * here;
      rightSquares += there * there;
    }
    return leftSquares / leftWeight + rightSquares / rightWeight;
  }
}
