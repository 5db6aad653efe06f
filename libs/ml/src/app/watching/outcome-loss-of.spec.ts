import { outcomeLossOf } from './outcome-loss-of.js';

const price = { metrics: { rootMeanSquaredError: { value: 3 }, rSquared: { value: 0.64 } } };

describe('what an outcome cost', () => {
  it('is the Brier score of classes', () => expect(outcomeLossOf({ modelType: 'classification' }, { metrics: {} })?.([0.3, 0.7], 1)).toBeCloseTo(0.09, 12));
  it('is measured against the spread of the targets in training', () => expect(outcomeLossOf({ modelType: 'regression' }, price)?.([7.5], 5)).toBeCloseTo((2.5 / 5) ** 2, 12));
  it('is a wrong alarm or none', () => {
    const loss = outcomeLossOf({ modelType: 'anomaly', threshold: 0.6 }, { metrics: {} });
    expect([loss?.([0.7], 0), loss?.([0.7], 1), loss?.([0.7], 3)]).toEqual([1, 0, undefined]);
  });
  it.each([
    ['a regression whose passport says nothing', { modelType: 'regression' as const }, { metrics: {} }],
    ['a regression without an error', { modelType: 'regression' as const }, { metrics: { rootMeanSquaredError: { value: 0 }, rSquared: { value: 1 } } }],
    ['anomalies without a threshold', { modelType: 'anomaly' as const }, { metrics: {} }],
  ])('is unknown of %s', (_name, model, passport) => expect(outcomeLossOf(model, passport)).toBeUndefined());
});
