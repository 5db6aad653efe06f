import { seededRandom } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import type { ModelType, TrainingSet } from './algorithm.js';

/** Columns of `madeSet`: two that matter, one of noise, one constant, one with every third value missing. */
export const CONSTANT_COLUMN = 3;
const COLUMNS = 5;

export function matrixOf(rows: readonly (readonly number[])[]): Matrix {
  return { rows: rows.length, columns: rows[0]?.length ?? 0, values: Float64Array.from(rows.flat()) };
}

export function mapValues({ rows, columns, values }: Matrix, change: (value: number, column: number, row: number) => number): Matrix {
  return { rows, columns, values: values.map((value, at) => change(value, at % columns, Math.floor(at / columns))) };
}

/** Column c of the result is column order[c] of the matrix. */
export function reorderColumns(matrix: Matrix, order: readonly number[]): Matrix {
  const { values, columns } = matrix;
  return mapValues(matrix, (_value, column, row) => values[row * columns + (order[column] ?? 0)] ?? NaN);
}

function labelsOf(modelType: ModelType, { rows, columns, values }: Matrix, classes: number): Float64Array | undefined {
  const signal = (row: number): number => (values[row * columns] ?? 0) + (values[row * columns + 1] ?? 0);
  const labels = (label: (row: number) => number): Float64Array => Float64Array.from({ length: rows }, (_, row) => label(row));
  switch (modelType) {
    case 'classification':
      return labels((row) => Math.min(classes - 1, Math.max(0, Math.floor(signal(row) + classes / 2))));
    case 'regression':
      return labels((row) => 3 * signal(row) + 1);
    case 'anomaly':
    case 'forecast':
      return undefined;
  }
}

/** Features with the labels that `madeSet` would give them: by the sum of their first two columns. */
export function labelled(modelType: ModelType, features: Matrix, classes: number): TrainingSet {
  return { features, labels: labelsOf(modelType, features, classes), classes };
}

/** A hundred and sixty rows from −1.5 to 1.5 a column that are easy to learn from. */
export function madeSet(modelType: ModelType, classes: number): TrainingSet {
  const random = seededRandom(20);
  const rows = Array.from({ length: 160 }, (_, row) =>
    Array.from({ length: COLUMNS }, (_unused, column) => {
      const value = 3 * random.next() - 1.5;
      if (column === CONSTANT_COLUMN) return 0.1;
      return column === COLUMNS - 1 && row % 3 === 0 ? NaN : value;
    }),
  );
  return labelled(modelType, matrixOf(rows), classes);
}

/** Rows as none of `madeSet`: missing, huge, tiny, with values in the constant column. */
export const ODD_ROWS = matrixOf([
  [NaN, NaN, NaN, NaN, NaN],
  [NaN, 1, NaN, 0.1, 1],
  [1e300, -1e300, 1e300, 1e300, -1e300],
  [Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE, NaN],
  [-Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE, -Number.MAX_VALUE, Number.MAX_VALUE],
  [Number.MIN_VALUE, -Number.MIN_VALUE, 1e-300, -0, 0],
]);
