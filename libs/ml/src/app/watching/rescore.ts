import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Matrix } from '../../core/index.js';
import type { Prediction, ServedModel } from '../served-model.js';

/** So many that they pass by the answers kept in memory, and so few that nobody waits long for the event loop. */
const SLICE = 250;

export type Rescore = (vectors: readonly Float64Array[]) => Promise<readonly (readonly number[])[]>;

function columnsOf(wanted: readonly string[], logged: readonly string[]): readonly number[] | undefined {
  const columns = wanted.map((name) => logged.indexOf(name));
  return columns.includes(-1) ? undefined : columns;
}

function matrixOf(vectors: readonly Float64Array[], columns: readonly number[]): Matrix {
  const values = new Float64Array(vectors.length * columns.length);
  vectors.forEach((vector, row) => columns.forEach((column, at) => (values[row * columns.length + at] = vector[column] ?? NaN)));
  return { rows: vectors.length, columns: columns.length, values };
}

/** An answer as it is kept: probabilities in the order of `classes`, or the one number. */
export function cellsOf(prediction: Prediction, classes: readonly string[]): readonly number[] {
  if ('value' in prediction) return [prediction.value];
  if ('score' in prediction) return [prediction.score];
  return classes.map((name) => prediction.probabilities[name] as number);
}

/**
 * What `other` says of rows that were logged for `served`, in the order of the latter's classes. Undefined where the two cannot be compared: other
 * types or classes, or features that were not logged.
 */
export function rescoring(served: ServedModel, other: ServedModel): Rescore | undefined {
  const columns = columnsOf(other.featureNames, served.featureNames);
  const sameClasses = served.classes.length === other.classes.length && served.classes.every((label) => other.classes.includes(label));
  if (columns === undefined || !sameClasses || served.modelType !== other.modelType) return undefined;
  const classes = served.classes.map(String);
  return async (vectors) => (await other.predict(matrixOf(vectors, columns))).map((prediction) => cellsOf(prediction, classes));
}

/** `items` in slices, with a turn of the event loop between them: models answer without a pause. */
export async function* inSlices<T>(items: readonly T[]): AsyncGenerator<readonly T[]> {
  for (let from = 0; from < items.length; from += SLICE) {
    if (from > 0) await nextTurn();
    yield items.slice(from, from + SLICE);
  }
}
