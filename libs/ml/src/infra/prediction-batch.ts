import { nested, plain, texts, type Parameter } from '#platform/database';
import type { ServedPredictions } from '../app/prediction-log.js';
import type { Prediction } from '../app/served-model.js';

/** A served prediction on its way into the table. */
export interface PredictionRow {
  readonly model: string;
  readonly version: number;
  readonly servedMs: number;
  readonly reference: string | null;
  readonly callerId: number | null;
  readonly userId: number | null;
  readonly vector: Float64Array;
  readonly outcome: readonly number[];
}

function outcomeOf(prediction: Prediction, classes: readonly string[]): readonly number[] {
  if ('value' in prediction) return [prediction.value];
  if ('score' in prediction) return [prediction.score];
  return classes.map((name) => prediction.probabilities[name] as number);
}

/** The first `count` rows of what was served, on their own: nothing of the request stays in memory for them. */
export function rowsOf({ model, version, classes, features, predictions, references, call }: ServedPredictions, count: number, servedMs: number): PredictionRow[] {
  const { columns } = features;
  const values = features.values.slice(0, count * columns);
  const names = classes.map(String);
  return predictions.slice(0, count).map((prediction, row) => ({
    model, version, servedMs, reference: references?.[row] ?? null, callerId: call?.callerId ?? null, userId: call?.userId ?? null,
    vector: values.subarray(row * columns, (row + 1) * columns), outcome: outcomeOf(prediction, names),
  }));
}

/** All vectors as one value: PostgreSQL takes bytes as they are there, and would want them in hexadecimal inside an array. */
function joined(rows: readonly PredictionRow[]): { readonly bytes: Buffer; readonly begins: readonly number[]; readonly lengths: readonly number[] } {
  const lengths = rows.map(({ vector }) => vector.byteLength);
  const begins: number[] = [];
  let length = 0;
  for (const each of lengths) {
    begins.push(length + 1);
    length += each;
  }
  const all = new Float64Array(length / Float64Array.BYTES_PER_ELEMENT);
  rows.forEach(({ vector }, row) => all.set(vector, ((begins[row] as number) - 1) / Float64Array.BYTES_PER_ELEMENT));
  return { bytes: Buffer.from(all.buffer), begins, lengths };
}

/** What `ADD_PREDICTIONS` takes. */
export function columnsOf(rows: readonly PredictionRow[]): Parameter[] {
  const { bytes, begins, lengths } = joined(rows);
  return [
    texts(rows.map(({ model }) => model)),
    plain(rows.map(({ version }) => version)),
    plain(rows.map(({ servedMs }) => servedMs)),
    texts(rows.map(({ reference }) => reference)),
    plain(rows.map(({ callerId }) => callerId)),
    plain(rows.map(({ userId }) => userId)),
    nested(rows.map(({ outcome }) => outcome)),
    plain(begins),
    plain(lengths),
    bytes,
  ];
}
