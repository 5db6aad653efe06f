import { cholesky, solve } from './cholesky.js';
import type { Examples } from './logistic-loss.js';

/** Inputs beyond which the curvature's matrix costs more than it saves. */
const MOST_INPUTS = 256;

/** Keeps the matrix positive definite in floating point where inputs repeat each other and nothing is penalised. */
const LEAST_SHARE = 1e-9;

/**
 * Solves M x = v, where M bounds the second derivative of `logisticLoss` for each output from above: a quarter (of two
 * classes; a half of more) of Σ weight × input × inputᵀ, plus l2 (D. Böhning, Annals of the Institute of Statistical
 * Mathematics 44, 1992). It takes out what makes descent slow: inputs that say nearly the same. With very many inputs v stays.
 */
export function curvatureSolver(examples: Examples, l2: number): (vector: Float64Array) => void {
  const size = examples.inputs.columns + 1;
  if (size > MOST_INPUTS) return () => undefined;
  const factor = cholesky(boundOf(examples, l2), size);
  return (vector) => {
    for (let from = 0; from < vector.length; from += size) solve(factor, vector.subarray(from, from + size));
  };
}

/** Lower triangle of M, row-major; the last row is the intercept's. */
function boundOf({ inputs, labels, classWeights }: Examples, l2: number): Float64Array {
  const size = inputs.columns + 1;
  const bound = new Float64Array(size * size);
  const extended = new Float64Array(size).fill(1);
  let total = 0;
  for (let row = 0; row < inputs.rows; row++) {
    extended.set(inputs.values.subarray(row * inputs.columns, (row + 1) * inputs.columns));
    const weight = (classWeights[labels[row] as number] as number) / (classWeights.length > 2 ? 2 : 4);
    total += weight;
    addSquare(bound, extended, weight);
  }
  for (let at = 0; at < size; at++) bound[at * size + at] = (bound[at * size + at] as number) + (at < size - 1 ? l2 : 0) + LEAST_SHARE * total;
  return bound;
}

function addSquare(matrix: Float64Array, vector: Float64Array, weight: number): void {
  const size = vector.length;
  for (let row = 0; row < size; row++) {
    const share = weight * (vector[row] as number);
    for (let column = 0; column <= row; column++) {
      matrix[row * size + column] = (matrix[row * size + column] as number) + share * (vector[column] as number);
    }
  }
}
