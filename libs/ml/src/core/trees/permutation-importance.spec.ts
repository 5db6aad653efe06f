import { seededRandom } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import { permutationImportance } from './permutation-importance.js';
import { randomSet } from './trees.fixture.js';

/** A model that knows the truth: the first column counts, the second a little, the third not at all. */
const truth = ({ rows, columns, values }: Matrix): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => 3 * values[row * columns]! + values[row * columns + 1]!);
const { features, labels } = randomSet(400, ([one, other]) => 3 * one! + other!, 0);
const metric = (scores: Float64Array): number => -scores.reduce((sum, score, row) => sum + (score - labels![row]!) ** 2, 0) / scores.length;
const importances = (seed: number) => permutationImportance(truth, features, metric, { repeats: 5, random: seededRandom(seed) });

describe('permutation importance', () => {
  it('is how much the metric falls: twice the variance of what a column adds', () => {
    const [first, second, third] = importances(1);
    expect(first).toBeGreaterThan(1.2);
    expect(first).toBeLessThan(1.8);
    expect(second).toBeGreaterThan(0.13);
    expect(second).toBeLessThan(0.2);
    expect(third).toBe(0);
  });

  it('is the same for the same seed alone, and leaves the rows as they were', () => {
    const before = features.values.slice();
    expect(importances(1)).toEqual(importances(1));
    expect(importances(1)).not.toEqual(importances(2));
    expect(features.values).toEqual(before);
  });
});
