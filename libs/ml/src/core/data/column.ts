import type { Matrix } from './matrix.js';

/** The values of one column, one a row. */
export function columnOf({ rows, columns, values }: Matrix, column: number): Float64Array {
  return new Float64Array(rows).map((_zero, row) => values[row * columns + column] as number);
}
