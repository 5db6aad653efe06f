import { seededRandom } from '#kernel';
import { growTrees } from '../isolation/grow-trees.js';
import { joinTrees } from '../isolation/packed-forest.js';
import { checkAlgorithm } from './battery.fixture.js';
import { FittedIsolationForest, finishIsolationForest, isolationForest } from './isolation-forest.js';
import { logisticRegression } from './logistic-regression.js';

checkAlgorithm(isolationForest, 'anomaly', { hyperparameters: { trees: 20, sampleSize: 64 }, usesChance: true, ordersAlike: false });

describe('an isolation forest', () => {
  const random = seededRandom(9);
  const features = { rows: 1000, columns: 4, values: Float64Array.from({ length: 4000 }, () => random.next() + random.next()) };
  const set = { features, classes: 0 };
  const fit = (hyperparameters: object, seed = 2): FittedIsolationForest => {
    const fitted = isolationForest.fit(set, { hyperparameters: { ...hyperparameters }, seed, progress: () => undefined });
    if (fitted instanceof FittedIsolationForest) return fitted;
    throw new Error('another model');
  };

  it.each([0, 0.02, 0.1, 0.5])('calls the share %d of its training rows anomalous, loaded too', (contamination) => {
    const { threshold } = fit({ contamination });
    const anomalous = fit({ contamination }).rawScores(features).filter((score) => score >= threshold).length;
    expect(anomalous).toBe(contamination * features.rows);
    expect(isolationForest.decode(isolationForest.encode(fit({ contamination })))).toHaveProperty('threshold', threshold);
  });

  it('takes no more rows a tree than there are', () => {
    expect(fit({ sampleSize: 5000, trees: 3 }).forest.sampleSize).toBe(1000);
    expect(fit({ trees: 3 }).forest.sampleSize).toBe(256);
  });

  it('is the same forest when its trees were grown apart', () => {
    const options = { hyperparameters: { trees: 7 }, seed: 2, progress: () => undefined };
    const parts = [[0, 3], [3, 4], [4, 7]].map(([from = 0, to = 0]) => growTrees(features, { sampleSize: 256, seed: 2 }, { from, to }, options.progress));
    const apart = finishIsolationForest(features, joinTrees(parts), options);
    expect(isolationForest.encode(apart)).toEqual(isolationForest.encode(fit({ trees: 7 })));
  });

  it.each([0, 1, 2, 3])('lays the blame for a row on column %d, where it is far off', (column) => {
    const row = Float64Array.from([0, 1, 2, 3], (at) => (at === column ? 4 : 1));
    const far = { rows: 1, columns: 4, values: row };
    const { base, contributions } = fit({}).explain(far);
    const [score = 0] = fit({}).rawScores(far);
    const [blamed = 0] = [...contributions.keys()].sort((one, other) => (contributions[other] ?? 0) - (contributions[one] ?? 0));
    expect(blamed).toBe(column);
    expect(contributions[column]).toBeGreaterThan((score - (base[0] ?? NaN)) / 2);
    expect(base[0]).toBeCloseTo(0.5, 1);
  });

  it('does not take a missing value for strange', () => {
    const fitted = fit({});
    const [missing = 1] = fitted.rawScores({ rows: 1, columns: 4, values: Float64Array.of(NaN, 1, 1, 1) });
    expect(missing).toBeLessThan(fitted.threshold);
  });

  it('does not encode another model', () => {
    const other = logisticRegression.fit({ features, labels: new Float64Array(1000), classes: 2 }, { hyperparameters: {}, seed: 1, progress: () => undefined });
    expect(() => isolationForest.encode(other)).toThrow('this is no isolation forest');
  });
});
