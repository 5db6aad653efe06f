import { nested, plain, texts, type Parameter } from '#platform/database';
import type { ServedPredictions } from '../app/prediction-log.js';
import type { Prediction } from '../app/served-model.js';

const MOST_ROWS = 1000;
/** 1 MiB of features: of wide rows a batch takes fewer. */
const MOST_CELLS = 131_072;
const FIRST_CELLS = 4096;

function outcomeOf(prediction: Prediction, classes: ServedPredictions['classes']): readonly number[] {
  if ('value' in prediction) return [prediction.value];
  if ('score' in prediction) return [prediction.score];
  return classes.map((name) => prediction.probabilities[String(name)] as number);
}

/** Served predictions that will be written together, column by column: an object and an array a row would cost more than all the rest. */
export class PredictionBatch {
  private readonly models: string[] = [];
  private readonly versions: number[] = [];
  private readonly servedMs: number[] = [];
  private readonly references: (string | null)[] = [];
  private readonly callers: (number | null)[] = [];
  private readonly users: (number | null)[] = [];
  private readonly outcomes: (readonly number[])[] = [];
  /** Where each row's vector begins among the cells, and after the last one where they end. */
  private readonly bounds: number[] = [0];
  private values = new Float64Array(FIRST_CELLS);

  get rows(): number {
    return this.models.length;
  }

  get cells(): number {
    return this.bounds[this.rows] as number;
  }

  get isFull(): boolean {
    return this.rows >= MOST_ROWS || this.cells >= MOST_CELLS;
  }

  /** Takes row `row` of what was served, its features as a copy. */
  add({ model, version, classes, features, predictions, references, call }: ServedPredictions, row: number, servedMs: number): void {
    const { columns, values } = features;
    const begin = this.cells;
    if (begin + columns > this.values.length) this.grow(begin + columns);
    for (let column = 0; column < columns; column++) this.values[begin + column] = values[row * columns + column] as number;
    this.bounds.push(begin + columns);
    this.models.push(model);
    this.versions.push(version);
    this.servedMs.push(servedMs);
    this.references.push(references?.[row] ?? null);
    this.callers.push(call?.callerId ?? null);
    this.users.push(call?.userId ?? null);
    this.outcomes.push(outcomeOf(predictions[row] as Prediction, classes));
  }

  /** What `ADD_PREDICTIONS` takes. All vectors are one value: PostgreSQL takes bytes as they are there, and would want them in hexadecimal inside an array. */
  parameters(): Parameter[] {
    const { BYTES_PER_ELEMENT } = Float64Array;
    return [
      texts(this.models), plain(this.versions), plain(this.servedMs), texts(this.references), plain(this.callers), plain(this.users), nested(this.outcomes),
      plain(this.bounds.slice(0, -1).map((begin) => 1 + begin * BYTES_PER_ELEMENT)),
      plain(this.bounds.slice(1).map((end, row) => (end - (this.bounds[row] as number)) * BYTES_PER_ELEMENT)),
      Buffer.from(this.values.buffer, 0, this.cells * BYTES_PER_ELEMENT),
    ];
  }

  private grow(cells: number): void {
    const wider = new Float64Array(Math.max(cells, 2 * this.values.length));
    wider.set(this.values);
    this.values = wider;
  }
}
