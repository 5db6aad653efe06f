import { createHash } from 'node:crypto';
import type { Cache } from '#platform/cache';
import { ServedModels, type InstantModel, type Prediction, type Predictions, type ServedModel } from '../app/served-model.js';
import { takeRows, type Matrix } from '../core/data/matrix.js';

const MOST_ROWS = 100;

/** Row-wise keys: the same bytes asked of the same artifact get the same answer. A digest, since a row may have thousands of features. */
function keysOf(artifactId: string, { rows, columns, values }: Matrix): readonly string[] {
  return Array.from({ length: rows }, (_, row) => {
    const cells = values.subarray(row * columns, (row + 1) * columns);
    return `${artifactId} ${createHash('sha256').update(cells).digest('base64')}`;
  });
}

/** The model, which remembers what it answered. Larger requests pass by: they seldom repeat, and would push everything else out. */
export function remembering(model: InstantModel, answers: Cache<Prediction>): InstantModel;
export function remembering(model: ServedModel, answers: Cache<Prediction>): ServedModel;
export function remembering(model: ServedModel, answers: Cache<Prediction>): ServedModel {
  return {
    ...model,
    predict: (features): Predictions => {
      if (features.rows > MOST_ROWS) return model.predict(features);
      const keys = keysOf(model.artifactId, features);
      const known = keys.map((key) => answers.get(key));
      const missing = [...known.keys()].filter((row) => known[row] === undefined);
      if (missing.length === 0) return known as readonly Prediction[];
      const remember = (found: readonly Prediction[]): readonly Prediction[] => {
        for (const [index, row] of missing.entries()) {
          known[row] = found[index];
          answers.set(keys[row] as string, found[index] as Prediction);
        }
        return known as readonly Prediction[];
      };
      const found = model.predict(takeRows(features, missing));
      return found instanceof Promise ? found.then(remember) : remember(found);
    },
  };
}

/** Models that remember what they answered. */
export class RememberingModels extends ServedModels {
  constructor(
    private readonly models: ServedModels,
    private readonly answers: Cache<Prediction>,
  ) {
    super();
  }

  async get(name: string, versionOrAlias: number | string): Promise<ServedModel> {
    return remembering(await this.models.get(name, versionOrAlias), this.answers);
  }
}
