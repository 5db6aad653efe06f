import { cholesky, solve } from '#ml/core';

/** Below it numbers lose their digits. */
const LEAST_SPREAD = 1e-200;

/** Of the squares of what is learnt: a smaller spread is made of their rounding. */
const LEAST_SHARE = 1e-14;

/** How a value follows from those before it: level + Σ weight × (the value `lag` steps before). */
export interface LagWeights {
  readonly weights: Float64Array;
  readonly level: number;
}

/**
 * Ridge regression of each value on the values `lags` steps before it. Values are learnt in order and the weights may be asked for at
 * any time, so that several origins cost little more than one. The sum of products of two lags is that of the two lags a step
 * shorter but for the ends, so only few are summed up: for 36 lags a third of the pairs.
 */
export class LagRegression {
  /** The value itself, as lag 0, and the lags. */
  private readonly columns: readonly number[];
  /** Of each column the one whose lag is a step shorter, or -1. */
  private readonly shorter: readonly number[];
  private readonly products: Float64Array;
  private readonly sums: Float64Array;
  private next: number;

  /**
   * @param lags ascending, at least 1
   * @param from the first value to learn, not before the longest lag
   */
  constructor(private readonly values: Float64Array, lags: readonly number[], private readonly from: number) {
    this.columns = [0, ...lags];
    this.shorter = this.columns.map((lag) => this.columns.indexOf(lag - 1));
    this.products = new Float64Array(this.columns.length ** 2);
    this.sums = new Float64Array(this.columns.length);
    this.next = from;
  }

  /** Learns the values before `end`, those that it hasn't. */
  learn(end: number): void {
    const { columns, shorter, products, sums, next } = this;
    if (end <= next) return;
    const size = columns.length;
    const found = new Float64Array(size * size);
    columns.forEach((lag, row) => {
      sums[row] = (sums[row] as number) + this.sum(lag, end);
      const above = shorter[row] as number;
      for (let column = 0; column <= row; column++) {
        const before = above < 0 ? -1 : (shorter[column] as number);
        const other = columns[column] as number;
        found[row * size + column] = before < 0 ? this.product(lag, other, end) : (found[above * size + before] as number) + this.ends(lag, other, end);
      }
    });
    for (let cell = 0; cell < found.length; cell++) products[cell] = (products[cell] as number) + (found[cell] as number);
    this.next = end;
  }

  /** The weights by what was learnt so far. They are held back as if by `penalty` more values of the series' variance; without any spread all are 0. */
  weights(penalty: number): LagWeights {
    const { products, sums } = this;
    const wide = this.columns.length;
    const size = wide - 1;
    const rows = Math.max(this.next - this.from, 1);
    const matrix = new Float64Array(size * size);
    const target = new Float64Array(size);
    let spread = 0;
    for (let row = 1; row < wide; row++) {
      const mean = (sums[row] as number) / rows;
      target[row - 1] = (products[row * wide] as number) - mean * (sums[0] as number);
      for (let column = 1; column <= row; column++) matrix[(row - 1) * size + column - 1] = (products[row * wide + column] as number) - mean * (sums[column] as number);
      spread += matrix[(row - 1) * size + row - 1] as number;
    }
    const held = ((penalty / rows) * spread) / size;
    if (!(held > Math.max(LEAST_SPREAD, LEAST_SHARE * (products[0] as number)))) return { weights: target.fill(0), level: (sums[0] as number) / rows };
    for (let cell = 0; cell < matrix.length; cell += size + 1) matrix[cell] = (matrix[cell] as number) + held;
    const weights = solve(cholesky(matrix, size), target);
    return { weights, level: weights.reduce((level, weight, at) => level - weight * (sums[at + 1] as number), sums[0] as number) / rows };
  }

  private sum(lag: number, end: number): number {
    let sum = 0;
    for (let at = this.next - lag; at < end - lag; at++) sum += this.values[at] as number;
    return sum;
  }

  /** In four sums: one would wait for itself at every step. */
  private product(one: number, other: number, end: number): number {
    const { values } = this;
    const shift = one - other;
    const last = end - one;
    let at = this.next - one;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (; at + 3 < last; at += 4) {
      first += (values[at] as number) * (values[at + shift] as number);
      second += (values[at + 1] as number) * (values[at + 1 + shift] as number);
      third += (values[at + 2] as number) * (values[at + 2 + shift] as number);
      fourth += (values[at + 3] as number) * (values[at + 3 + shift] as number);
    }
    for (; at < last; at++) first += (values[at] as number) * (values[at + shift] as number);
    return first + second + (third + fourth);
  }

  private ends(one: number, other: number, end: number): number {
    const { values, next } = this;
    return (values[next - one] as number) * (values[next - other] as number) - (values[end - one] as number) * (values[end - other] as number);
  }
}
