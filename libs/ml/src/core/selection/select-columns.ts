import type { TrainingData } from '../data/training-data.js';
import { rankColumns } from './mutual-information.js';

/** The data with the `most` columns that tell most of the class by themselves, in their old order; all of them where there are no classes. */
export function selectColumns(data: TrainingData, most: number): TrainingData {
  const { features, labels, classes, featureNames } = data;
  if (classes.length === 0 || features.columns <= most) return data;
  const ranked = rankColumns({ features, labels, classes: classes.length });
  const kept = ranked.slice(0, most).map(({ column }) => column).sort((left, right) => left - right);
  const values = Float64Array.from({ length: features.rows * kept.length }, (_, at) =>
    features.values[Math.floor(at / kept.length) * features.columns + (kept[at % kept.length] as number)] as number);
  return { ...data, featureNames: kept.map((column) => featureNames[column] as string), features: { rows: features.rows, columns: kept.length, values } };
}
