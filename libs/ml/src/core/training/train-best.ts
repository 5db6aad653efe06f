import type { TrainingData } from '../data/training-data.js';
import { searchModels, type SearchPlan } from './search-models.js';
import type { SearchRecord } from './search-record.js';
import { setOf, trainModel, type Trained, type TrainingPlan } from './train.js';

/** Share of the progress that is the search; the rest is the training of its winner. */
const SEARCHING = 0.8;

/** Searches for what learns this data best and trains that; undefined where no candidate could be tried in time. See `searchModels`. */
export function trainBest(data: TrainingData, plan: SearchPlan & Pick<TrainingPlan, 'modelType' | 'maxFalsePositiveRate'>): (Trained & { readonly search: SearchRecord }) | undefined {
  const { modelType, seed, batchRows, progress, maxFalsePositiveRate } = plan;
  const found = searchModels(setOf(data), { ...plan, progress: (done) => progress(SEARCHING * done) });
  if (found === undefined) return undefined;
  const { algorithm, hyperparameters, search } = found;
  const training = { modelType, algorithm, hyperparameters, seed, batchRows, maxFalsePositiveRate };
  return { ...trainModel(data, { ...training, progress: (done) => progress(SEARCHING + (1 - SEARCHING) * done) }), search };
}
