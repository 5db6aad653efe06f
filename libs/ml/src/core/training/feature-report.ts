import { seededRandom } from '#kernel';
import type { Fitted, TrainingSet } from '../algorithms/algorithm.js';
import { takeRows } from '../data/matrix.js';
import { rankColumns } from '../selection/mutual-information.js';
import { permutationImportance } from '../trees/permutation-importance.js';
import { rowsOf } from './hold-out.js';
import { lossOf } from './loss-of.js';

/** What a feature is worth: alone, and to a model that has the others as well. */
export interface FeatureWorth {
  readonly feature: string;
  /** Nats that it tells of the class by itself; null for targets. */
  readonly mutualInformation: number | null;
  /** How much the loss on rows held out rises where it is shuffled; about 0: the model can do without. Null where it was too dear. */
  readonly permutationImportance: number | null;
}

const MOST_ROWS_TOLD = 20_000;
/** Rows scored for all columns together: what shuffling may cost. */
const MOST_SCORINGS = 30_000;
const FEWEST_ROWS = 100;

/** Every so many rows, so that at most `most` are left. */
function thinned(rows: Uint32Array, most: number): Uint32Array {
  const step = Math.ceil(rows.length / most);
  return rows.filter((_row, index) => index % step === 0);
}

function alone(set: TrainingSet): Float64Array | undefined {
  if (set.classes === 0 || set.labels === undefined) return undefined;
  const worth = new Float64Array(set.features.columns);
  for (const { column, nats } of rankColumns(rowsOf(set, thinned(Uint32Array.from(set.labels.keys()), MOST_ROWS_TOLD)))) worth[column] = nats;
  return worth;
}

function amongOthers(fitted: Fitted, test: Uint32Array, { features, labels, classes }: TrainingSet, seed: number): Float64Array | undefined {
  const most = Math.floor(MOST_SCORINGS / features.columns);
  if (labels === undefined || most < FEWEST_ROWS || test.length < FEWEST_ROWS) return undefined;
  const rows = thinned(test, most);
  const truth = Float64Array.from(rows, (row) => labels[row] as number);
  const metric = (raw: Float64Array): number => -(lossOf({ labels: truth, outcomes: fitted.outcomes(raw), classes }) ?? 0);
  return permutationImportance((matrix) => fitted.rawScores(matrix), takeRows(features, rows), metric, { repeats: 1, random: seededRandom(seed) });
}

/**
 * Each feature's worth, the model's needs first. `fitted` is a model that did not learn from the rows `test`; absent where none
 * was judged. Same arguments, same report.
 */
export function reportFeatures(set: TrainingSet, names: readonly string[], seed: number, judge?: { readonly fitted: Fitted; readonly test: Uint32Array }): FeatureWorth[] {
  const told = alone(set);
  const needed = judge && amongOthers(judge.fitted, judge.test, set, seed);
  const report = names.map((feature, column) => ({ feature, mutualInformation: told?.[column] ?? null, permutationImportance: needed?.[column] ?? null }));
  return report.sort((left, right) => (right.permutationImportance ?? 0) - (left.permutationImportance ?? 0) || (right.mutualInformation ?? 0) - (left.mutualInformation ?? 0));
}
