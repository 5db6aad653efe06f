import fc from 'fast-check';
import golden from '../../../../../test/golden/evaluation.json' with { type: 'json' };
import { aucInterval } from './auc-interval.js';
import { averagePrecision } from './average-precision.js';
import { accuracy, balancedAccuracy, confusionAt, f1Score, falsePositiveRate, precision, recall } from './confusion.js';
import { brierScore, logLoss } from './mean-loss.js';
import { expectedCalibrationError, reliability } from './reliability.js';
import { rocAuc } from './roc-auc.js';
import type { Scored } from './scored.js';

const scoredOf = (scores: readonly number[], labels: readonly number[], weights?: readonly number[] | null): Scored =>
  ({ scores: Float64Array.from(scores), labels: Float64Array.from(labels), weights: weights ? Float64Array.from(weights) : undefined });

const rows = fc.array(fc.record({ score: fc.integer({ min: 0, max: 20 }).map((step) => step / 20), label: fc.constantFrom(0, 1) }), { maxLength: 60 });
const METRICS: readonly [string, (scored: Scored) => number | undefined][] = [
  ['rocAuc', rocAuc], ['averagePrecision', averagePrecision], ['logLoss', logLoss], ['brierScore', brierScore], ['expectedCalibrationError', expectedCalibrationError],
];

describe('metrics of two classes', () => {
  it.each(golden.binary)('are those of scikit-learn: $name', ({ scores, labels, weights, ...expected }) => {
    const scored = scoredOf(scores, labels, weights);
    expect(rocAuc(scored)).toBeCloseTo(expected.rocAuc, 12);
    expect(averagePrecision(scored)).toBeCloseTo(expected.averagePrecision, 12);
    expect(logLoss(scored)).toBeCloseTo(expected.logLoss, 10);
    expect(brierScore(scored)).toBeCloseTo(expected.brierScore, 12);
  });

  it.each(golden.binary)('at a threshold are those of scikit-learn: $name', ({ scores, labels, weights, confusions }) => {
    for (const { threshold, counts, ...expected } of confusions) {
      const confusion = confusionAt(scoredOf(scores, labels, weights), threshold);
      expect(confusion).toEqual(counts);
      expect(accuracy(confusion)).toBeCloseTo(expected.accuracy, 12);
      expect(balancedAccuracy(confusion)).toBeCloseTo(expected.balancedAccuracy, 12);
      expect(precision(confusion)).toBeCloseTo(expected.precision, 12);
      expect(recall(confusion)).toBeCloseTo(expected.recall, 12);
      expect(f1Score(confusion)).toBeCloseTo(expected.f1, 12);
    }
  });

  it.each([
    ['no rows', [], [], [undefined, undefined, undefined, undefined, undefined]],
    ['positives only', [0.5], [1], [undefined, 1, Math.LN2, 0.25, 0.5]],
    ['negatives only', [0.5], [0], [undefined, undefined, Math.LN2, 0.25, 0.5]],
    ['one score for all', [0.5, 0.5], [0, 1], [0.5, 0.5, Math.LN2, 0.25, 0]],
    ['perfect and sure', [0, 1], [0, 1], [1, 1, Number.EPSILON, 0, 0]],
    ['sure and wrong', [1, 0], [0, 1], [0, 0.5, -Math.log(Number.EPSILON), 1, 1]],
  ])('of %s', (_name, scores, labels, expected) => {
    const found = METRICS.map(([, metric]) => metric(scoredOf(scores, labels)));
    expect(found).toEqual(expected.map((value): unknown => (value === undefined ? undefined : expect.closeTo(value, 12))));
  });

  it.each(METRICS)('%s does not depend on the order of the rows, and is never NaN', (_name, metric) => {
    fc.assert(fc.property(rows, (drawn) => {
      const of = (list: typeof drawn): number | undefined => metric(scoredOf(list.map(({ score }) => score), list.map(({ label }) => label)));
      const [forward, backward] = [of(drawn), of(drawn.toReversed())];
      expect(backward).toEqual(forward === undefined ? undefined : expect.closeTo(forward, 12));
      expect(forward).not.toBeNaN();
    }));
  });

  it.each([
    ['lengths that differ', scoredOf([0.1], [1, 0])], ['weights that are too few', scoredOf([0.1], [1], [])], ['a score that is no number', scoredOf([NaN], [1])],
    ['a third label', scoredOf([0.1], [2])], ['a negative weight', scoredOf([0.1], [1], [-1])], ['a probability over 1', scoredOf([1.1], [1])],
  ])('refuse %s', (_name, scored) => expect(() => brierScore(scored)).toThrow(Error));

  it('shares without a denominator are undefined', () => {
    const nothing = { truePositives: 0, falsePositives: 0, trueNegatives: 0, falseNegatives: 0 };
    expect([accuracy, balancedAccuracy, precision, recall, f1Score, falsePositiveRate].map((share) => share(nothing))).toEqual(new Array(6).fill(undefined));
  });
});

describe('reliability', () => {
  it.each(golden.calibration)('in $bins bins is the calibration curve of scikit-learn', ({ bins, scores, labels, means, shares, error }) => {
    const found = reliability(scoredOf(scores, labels), bins).reverse();
    expect(found.map(({ meanProbability }) => meanProbability)).toEqual(means.map((mean): unknown => expect.closeTo(mean, 12)));
    expect(found.map(({ positiveShare }) => positiveShare)).toEqual(shares.map((share): unknown => expect.closeTo(share, 12)));
    expect(expectedCalibrationError(scoredOf(scores, labels), bins)).toBeCloseTo(error, 12);
  });

  it('never parts rows of equal probability', () => {
    const found = reliability(scoredOf([0.9, 0.5, 0.5, 0.5, 0.5, 0.1], [1, 1, 0, 1, 0, 0]), 3);
    expect(found).toEqual([
      { meanProbability: expect.closeTo((0.9 + 4 * 0.5) / 5, 12), positiveShare: 0.6, weight: 5 },
      { meanProbability: 0.1, positiveShare: 0, weight: 1 },
    ]);
  });

  it('counts every row once', () => {
    fc.assert(fc.property(rows, fc.integer({ min: 1, max: 30 }), (drawn, bins) => {
      const found = reliability(scoredOf(drawn.map(({ score }) => score), drawn.map(({ label }) => label)), bins);
      expect(found.reduce((sum, { weight }) => sum + weight, 0)).toBe(drawn.length);
      expect(found.length).toBeLessThanOrEqual(bins);
    }));
  });
});

describe('aucInterval', () => {
  it.each(golden.intervals)('is that of all pairs', ({ scores, labels, auc, standardError }) => {
    const found = aucInterval(scoredOf(scores, labels));
    expect(found).toEqual({
      auc: expect.closeTo(auc, 12), standardError: expect.closeTo(standardError, 12),
      lower: expect.closeTo(auc - 1.959963984540054 * standardError, 12), upper: expect.closeTo(Math.min(1, auc + 1.959963984540054 * standardError), 12),
    });
  });

  it.each([['one positive', [1, 2, 3], [1, 0, 0]], ['one negative', [1, 2, 3], [1, 1, 0]], ['nothing', [], []]])('is undefined with %s', (_name, scores, labels) =>
    expect(aucInterval(scoredOf(scores, labels))).toBeUndefined());
});
