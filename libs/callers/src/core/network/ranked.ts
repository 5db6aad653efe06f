import type { Matrix } from '#ml/core';

/** Ranks of one column, ties sharing their mean rank. */
function rankColumn({ rows, columns, values }: Matrix, column: number, ranks: Float64Array): void {
  const valueOf = (row: number): number => {
    const value = values[row * columns + column] as number;
    return Number.isNaN(value) ? -Infinity : value;
  };
  const order = Uint32Array.from({ length: rows }, (_, row) => row).sort((left, right) => (valueOf(left) < valueOf(right) ? -1 : Number(valueOf(left) > valueOf(right))));
  for (let first = 0, end = 0; first < rows; first = end) {
    const value = valueOf(order[first] as number);
    while (end < rows && valueOf(order[end] as number) === value) end++;
    const rank = rows > 1 ? (first + end - 1) / 2 / (rows - 1) : 0;
    for (const row of order.subarray(first, end)) ranks[row * columns + column] = rank;
  }
}

/**
 * Each value's place in its column, 0 for the lowest to 1 for the highest, so that neither units nor a few huge values
 * count. Missing values come below all others, at a place of their own: who sent no message has no rate of answers.
 */
export function ranked(features: Matrix): Matrix {
  const values = new Float64Array(features.values.length);
  for (let column = 0; column < features.columns; column++) rankColumn(features, column, values);
  return { ...features, values };
}
