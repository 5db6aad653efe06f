import { cholesky, solve } from './cholesky.js';

/** What a value follows from those before it: level + Σ weight × (value `lag` steps before). */
export interface LagWeights {
  readonly weights: Float64Array;
  readonly level: number;
}

/**
 * Ridge regression of a value on earlier values of the same series, fed in order and asked at any time, so that several origins cost
 * little more than one. `penalty` is a share of the lags' mean square about their mean times rows: … A step costs lags² / 2.
 */
export class LagRegression {
  private readonly products: Float64Array;
  private readonly sums: Float64Array;
  private rows = 0;
  private next: number;

  /** @param from the first value to learn from; at least the longest lag */
  constructor(private readonly values: Float64Array, private readonly lags: readonly number[], private readonly from: number) {
    const size = lags.length + 1;
    this.products = new Float64Array(size * size);
    this.sums = new Float64Array(size);
    this.next = from;
  }

  /** Learns from the values before `end`. */
  learn(end: number): void {
    const { values, lags, products, sums } = this;
    const size = lags.length + 1;
    const row = new Float64Array(size);
    for (let at = this.next; at < end; at++) {
      for (let lag = 0; lag < size - 1; lag++) row[lag] = values[at - (lags[lag] as number)] as number;
      row[size - 1] = values[at] as number;
      for (let one = 0; one < size; one++) {
        const value = row[one] as number;
        sums[one] = (sums[one] as number) + value;
        for (let other = 0, cell = one * size; other <= one; other++, cell++) products[cell] = (products[cell] as number) + value * (row[other] as number);
      }
    }
    this.next = Math.max(this.next, end);
    this.rows = this.next - this.from;
  }

  /** The weights by what was learnt so far; `penalty` is as many values of the size of the series' variance. */
  weights(penalty: number): LagWeights {
    const { lags, products, sums, rows } = this;
    const size = lags.length;
    const wide = size + 1;
    const matrix = new Float64Array(size * size);
    const target = new Float64Array(size);
    const count = Math.max(rows, 1);
    let spread = 0;
    for (let one = 0; one < size; one++) {
      const sum = (sums[one] as number) / count;
      for (let other = 0; other <= one; other++) matrix[one * size + other] = (products[one * wide + other] as number) - sum * (sums[other] as number);
      target[one] = (products[size * wide + one] as number) - sum * (sums[size] as number);
      spread += matrix[one * size + one] as number;
    }
    const ridge = penalty * (spread / size / count) || 1;
    for (let one = 0; one < size; one++) matrix[one * size + one] = (matrix[one * size + one] as number) + ridge;
    const weights = solve(cholesky(matrix, size), target);
    let level = (sums[size] as number) / count;
    for (let one = 0; one < size; one++) level -= (weights[one] as number) * ((sums[one] as number) / count);
    return { weights, level };
  }
}
