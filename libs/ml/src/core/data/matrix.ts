/** Rows of numeric features. Row-major: the value of row r and column c stands at r × columns + c; NaN is *missing*. */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** The chosen rows, in the order of `rows`. */
export function takeRows({ columns, values }: Matrix, rows: ArrayLike<number>): Matrix {
  const taken = new Float64Array(rows.length * columns);
  for (let to = 0; to < rows.length; to++) {
    const from = (rows[to] as number) * columns;
    taken.set(values.subarray(from, from + columns), to * columns);
  }
  return { rows: rows.length, columns, values: taken };
}
