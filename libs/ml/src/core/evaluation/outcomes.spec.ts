import golden from '../../../../../test/golden/evaluation.json' with { type: 'json' };
import { classAccuracy, classBalancedAccuracy, classLogLoss, confusionMatrix, type ClassOutcomes } from './class-outcomes.js';
import { meanAbsoluteError, rootMeanSquaredError, rSquared, type Predicted } from './regression-error.js';

const predicted = (predictions: readonly number[], targets: readonly number[]): Predicted =>
  ({ predictions: Float64Array.from(predictions), targets: Float64Array.from(targets) });
const outcomes = (probabilities: readonly number[], labels: readonly number[], classes: number): ClassOutcomes =>
  ({ probabilities: Float64Array.from(probabilities), labels: Float64Array.from(labels), classes });

describe('errors of a regression', () => {
  const { predictions, targets, ...expected } = golden.regression;

  it('are those of scikit-learn', () => {
    const given = predicted(predictions, targets);
    expect(meanAbsoluteError(given)).toBeCloseTo(expected.meanAbsoluteError, 12);
    expect(rootMeanSquaredError(given)).toBeCloseTo(expected.rootMeanSquaredError, 12);
    expect(rSquared(given)).toBeCloseTo(expected.rSquared, 12);
  });

  it.each([
    ['no rows', [], [], [undefined, undefined, undefined]], ['targets that do not vary', [1, 3], [2, 2], [1, 1, undefined]], ['no error', [1, 3], [1, 3], [0, 0, 1]],
  ])('of %s', (_name, given, came, expectedErrors) =>
    expect([meanAbsoluteError, rootMeanSquaredError, rSquared].map((error) => error(predicted(given, came)))).toEqual(expectedErrors));

  it('refuse lengths that differ', () => expect(() => rSquared(predicted([1], [1, 2]))).toThrow('1 predictions with 2 targets'));
});

describe('metrics of several classes', () => {
  it('are those of scikit-learn', () => {
    const { probabilities, labels, logLoss, accuracy, balancedAccuracy, confusion } = golden.classes;
    const given = outcomes(probabilities, labels, 3);
    expect(classLogLoss(given)).toBeCloseTo(logLoss, 10);
    expect(classAccuracy(given)).toBeCloseTo(accuracy, 12);
    expect(classBalancedAccuracy(given)).toBeCloseTo(balancedAccuracy, 12);
    expect([...confusionMatrix(given)]).toEqual(confusion);
  });

  it('are undefined without rows', () =>
    expect([classLogLoss, classAccuracy, classBalancedAccuracy].map((metric) => metric(outcomes([], [], 3)))).toEqual(new Array(3).fill(undefined)));
  it('balance the classes that came only', () => expect(classBalancedAccuracy(outcomes([0.5, 0.5, 0, 0.1, 0.9, 0], [0, 0], 3))).toBe(0.5));

  it.each([
    ['a shape that does not fit', outcomes([0.5], [0], 2)], ['a label that is none', outcomes([0.5, 0.5], [2], 2)], ['half a label', outcomes([0.5, 0.5], [0.5], 2)],
  ])('refuse %s', (_name, given) => expect(() => classAccuracy(given)).toThrow(Error));
});
