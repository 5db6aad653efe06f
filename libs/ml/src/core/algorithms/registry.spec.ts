import fc from 'fast-check';
import { ByteReader, ByteWriter } from '../data/bytes.js';
import type { Matrix } from '../data/matrix.js';
import { drawCandidates } from '../search/search-space.js';
import { searchModels } from '../training/search-models.js';
import type { Algorithm, Fitted, Hyperparameters, TrainingSet } from './algorithm.js';
import { madeSet } from './battery-sets.fixture.js';
import { checkHyperparameters } from './hyperparameters.js';
import { algorithmNamed, searchableAlgorithms } from './index.js';
import { registryOf } from './registry.js';

/** As README.md tells to write one: it answers with the mean target, whatever the row. */
class MeanTarget implements Algorithm {
  readonly name = 'mean_target';
  readonly modelTypes = ['regression'] as const;
  readonly searched = {};

  check(given: Hyperparameters): ReturnType<Algorithm['check']> {
    return checkHyperparameters({}, given);
  }

  fit({ features, labels = new Float64Array() }: TrainingSet): Fitted & { readonly mean: number } {
    return this.fitted(features.columns, labels.reduce((sum, label) => sum + label, 0) / labels.length);
  }

  encode(fitted: Fitted & { readonly mean?: number }): Uint8Array {
    return new ByteWriter().float64(fitted.columns).float64(fitted.mean as number).bytes();
  }

  decode(bytes: Uint8Array): Fitted {
    const reader = new ByteReader(bytes);
    return this.fitted(reader.finite('columns'), reader.finite('mean'));
  }

  private fitted(columns: number, mean: number): Fitted & { readonly mean: number } {
    return { outputs: 1, columns, mean, rawScores: ({ rows }: Matrix) => new Float64Array(rows).fill(mean), outcomes: (raw) => raw };
  }
}

describe('the registry', () => {
  it.each(['random_forest', 'gradient_boosted_trees', 'isolation_forest', 'logistic_regression', 'neural_network'])('knows %s', (name) => expect(algorithmNamed(name)?.name).toBe(name));

  it.each([
    ['classification', ['random_forest', 'gradient_boosted_trees', 'logistic_regression']], ['regression', ['random_forest', 'gradient_boosted_trees']], ['anomaly', []],
  ] as const)('knows what to search for %s', (modelType, names) => expect(searchableAlgorithms(modelType).map(({ name }) => name)).toEqual(names));

  it('searches nowhere that an algorithm would not take', () => {
    const algorithms = searchableAlgorithms('classification');
    const spaces = algorithms.map(({ name, searched = {} }) => ({ algorithm: name, ranges: searched }));
    fc.assert(fc.property(fc.nat(), (seed) => {
      for (const { algorithm, hyperparameters } of drawCandidates(spaces, 12, seed)) expect(algorithmNamed(algorithm)?.check(hyperparameters)).toHaveProperty('values');
    }));
  });

  it('takes one more, which is found by name and searched like the others', () => {
    const registry = registryOf([algorithmNamed('random_forest') as Algorithm, new MeanTarget()]);
    const plan = { trials: 2, seconds: 60, seed: 1, batchRows: 1000, now: () => 0, progress: () => undefined };
    const found = searchModels(madeSet('regression', 0), { algorithms: registry.searchable('regression'), ...plan });
    expect(registry.named('mean_target')).toBeInstanceOf(MeanTarget);
    expect(found?.search.leaderboard.map(({ algorithm }) => algorithm)).toEqual(['random_forest', 'mean_target']);
  });

  it.each([['auto', 'no algorithm can be named "auto"'], ['Mean', 'no algorithm can be named "Mean"'], ['mean_target', 'two algorithms are named mean_target']])('refuses one named %s', (name, reason) =>
    expect(() => registryOf([new MeanTarget(), Object.assign(new MeanTarget(), { name })])).toThrow(reason));
});
