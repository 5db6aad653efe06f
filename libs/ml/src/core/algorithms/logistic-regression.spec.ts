import golden from '../../../../../test/golden/logistic-regression.json' with { type: 'json' };
import { expectClose } from '../data/close.fixture.js';
import type { TrainingSet } from './algorithm.js';
import { checkAlgorithm } from './battery.fixture.js';
import { isolationForest } from './isolation-forest.js';
import { FittedLogisticRegression, logisticRegression } from './logistic-regression.js';

checkAlgorithm(logisticRegression, 'classification', { usesChance: false, ordersAlike: true });

const features = { rows: golden.features.length, columns: 4, values: Float64Array.from(golden.features.flat(), (value) => value ?? NaN) };

function fit(set: TrainingSet, hyperparameters: object): FittedLogisticRegression {
  const fitted = logisticRegression.fit(set, { hyperparameters: { ...hyperparameters }, seed: 1, progress: () => undefined });
  if (fitted instanceof FittedLogisticRegression) return fitted;
  throw new Error('another model');
}

describe("scikit-learn's solution", () => {
  it.each(golden.cases)('of $set classes at l2 $l2, weights $classWeights, is ours', ({ set, weights, probabilities, ...hyperparameters }) => {
    const labels = Float64Array.from(golden.labels[set as 'two' | 'four']);
    const fitted = fit({ features, labels, classes: Math.max(...labels) + 1 }, hyperparameters);
    expectClose(fitted.model.weights, weights.flat(), 5);
    const ours = fitted.outcomes(fitted.rawScores({ ...features, rows: 5, values: features.values.subarray(0, 20) }));
    expectClose(ours, probabilities.flat(), 6);
  });
});

describe('a logistic regression', () => {
  const labels = Float64Array.from(golden.labels.two);

  it('has the score of the mean row as base of its explanations', () => {
    const fitted = fit({ features, labels, classes: 2 }, {});
    const raw = fitted.rawScores(features);
    expect(fitted.explain(features).base[0]).toBeCloseTo(raw.reduce((sum, score) => sum + score, 0) / raw.length, 10);
  });

  it('lets a missing value speak through its column', () => {
    const missing = { rows: 1, columns: 4, values: Float64Array.of(0, 5000, NaN, 0) };
    const shareOf = (missingIndicators: boolean): number | undefined => fit({ features, labels, classes: 2 }, { missingIndicators }).explain(missing).contributions[2];
    expect(Math.abs(shareOf(true) ?? 0)).toBeGreaterThan(0.1);
    expect(shareOf(false)).toBe(0);
  });

  it.each([
    ['labels', { features, classes: 2 }],
    ['a second class', { features, labels, classes: 1 }],
    ['rows', { features: { rows: 0, columns: 4, values: new Float64Array(0) }, labels: new Float64Array(0), classes: 2 }],
  ])('is not fitted without %s', (_name, set) => expect(() => fit(set, {})).toThrow());

  it('refuses weights of classes that there are not', () => {
    expect(() => fit({ features, labels, classes: 2 }, { classWeights: { 2: 1 } })).toThrow('classWeights.2: there are 2 classes');
  });

  it('does not encode another model', () => {
    const other = isolationForest.fit({ features, classes: 0 }, { hyperparameters: { trees: 1 }, seed: 1, progress: () => undefined });
    expect(() => logisticRegression.encode(other)).toThrow('this is no logistic regression');
  });
});
