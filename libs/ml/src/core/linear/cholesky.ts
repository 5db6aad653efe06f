/** Turns the lower triangle of a positive definite row-major matrix into its Cholesky factor L (matrix = L Lᵀ), in its place. Cubic. */
export function cholesky(matrix: Float64Array, size: number): Float64Array {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let rest = matrix[row * size + column] as number;
      for (let at = 0; at < column; at++) rest -= (matrix[row * size + at] as number) * (matrix[column * size + at] as number);
      matrix[row * size + column] = column < row ? rest / (matrix[column * size + column] as number) : Math.sqrt(Math.max(rest, Number.MIN_VALUE));
    }
  }
  return matrix;
}

/** Solves L Lᵀ x = vector in its place. Quadratic. */
export function solve(factor: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    let rest = vector[row] as number;
    for (let at = 0; at < row; at++) rest -= (factor[row * size + at] as number) * (vector[at] as number);
    vector[row] = rest / (factor[row * size + row] as number);
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = vector[row] as number;
    for (let at = row + 1; at < size; at++) rest -= (factor[at * size + row] as number) * (vector[at] as number);
    vector[row] = rest / (factor[row * size + row] as number);
  }
  return vector;
}
