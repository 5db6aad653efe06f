import fc from 'fast-check';
import golden from '../../../../../test/golden/calibration.json' with { type: 'json' };
import type { Scored } from '../evaluation/scored.js';
import { calibrated, fitCalibration, readCalibration, type Calibration } from './calibration.js';
import { calibrate, curveAt, fitCalibrationCurve } from './calibration-curve.js';
import { poolAdjacentViolators } from './pool-adjacent-violators.js';
import { scoreGroups } from './score-groups.js';
import { fitVennAbers, mergedProbability, vennAbersInterval } from './venn-abers.js';

const scoredOf = (scores: readonly number[], labels: readonly number[], weights?: readonly number[]): Scored =>
  ({ scores: Float64Array.from(scores), labels: Float64Array.from(labels), weights: weights && Float64Array.from(weights) });

const drawn = fc.array(fc.record({ score: fc.integer({ min: -15, max: 15 }), label: fc.constantFrom(0, 1) }), { minLength: 2, maxLength: 50 })
  .map((rows) => scoredOf(rows.map(({ score }) => score), rows.map(({ label }) => label)));
const anyScore = fc.double({ min: -1e6, max: 1e6, noNaN: true });

describe('isotonic regression', () => {
  it.each(golden.isotonic)('is that of scikit-learn', ({ scores, labels, weights, queries, values }) => {
    const curve = fitCalibrationCurve(scoredOf(scores, labels, weights))!;
    expect(queries.map((query) => curveAt(curve, query))).toEqual(values.map((value): unknown => expect.closeTo(value, 10)));
  });

  it.each([['no rows', [], []], ['positives only', [1, 2], [1, 1]], ['negatives only', [1, 2], [0, 0]]])('has no curve for %s', (_name, scores, labels) =>
    expect(fitCalibrationCurve(scoredOf(scores, labels))).toBeUndefined());

  it('ties everything where the scores are the wrong way round', () =>
    expect(fitCalibrationCurve(scoredOf([1, 2, 3, 4], [1, 1, 0, 0]))).toEqual({ scores: [1, 4], probabilities: [0.5, 0.5] }));

  it('takes no notice of rows without weight', () =>
    expect(fitCalibrationCurve(scoredOf([1, 2, 9], [0, 1, 0], [1, 1, 0]))).toEqual({ scores: [1, 2], probabilities: [0, 1] }));

  it('refuses infinite scores', () => expect(() => fitCalibrationCurve(scoredOf([1, Infinity], [0, 1]))).toThrow('infinite'));
});

describe('calibrate', () => {
  it('never turns two scores round, and parts those that differ', () => {
    fc.assert(fc.property(drawn, anyScore, anyScore, (scored, one, other) => {
      const curve = fitCalibrationCurve(scored);
      fc.pre(curve !== undefined);
      const [low, high] = [Math.min(one, other), Math.max(one, other)];
      const [before, after] = [calibrate(curve, low), calibrate(curve, high)];
      expect(before).toBeLessThanOrEqual(after);
      // Far outside, the curve rises by less than doubles resolve.
      if (high - low > 0.01 && low > -1000 && high < 1000) expect(before).toBeLessThan(after);
      expect(before > 0 && after < 1).toBe(true);
    }), { numRuns: 500 });
  });

  it('stays within a thousandth of the curve', () => {
    fc.assert(fc.property(drawn, anyScore, (scored, score) => {
      const curve = fitCalibrationCurve(scored);
      fc.pre(curve !== undefined);
      expect(Math.abs(calibrate(curve, score) - curveAt(curve, score))).toBeLessThanOrEqual(0.001);
    }));
  });

  it('works where all scores are one', () => {
    const curve = fitCalibrationCurve(scoredOf([7, 7, 7, 7], [0, 1, 1, 1]))!;
    expect([6, 7, 8].map((score) => calibrate(curve, score))).toEqual([0.7495, 0.74975, 0.75].map((value): unknown => expect.closeTo(value, 12)));
  });
});

describe('Venn-Abers', () => {
  it.each(golden.vennAbers)('is isotonic regression with the query added', ({ scores, labels, queries, lower, upper }) => {
    const fitted = fitVennAbers(scoredOf(scores, labels));
    const intervals = queries.map((query) => vennAbersInterval(fitted, query));
    expect(intervals).toEqual(queries.map((_query, index) => ({ lower: expect.closeTo(lower[index]!, 10), upper: expect.closeTo(upper[index]!, 10) })));
  });

  /** The isotonic value of `query` after it has been added with `label`. */
  function refitted({ scores, labels }: Scored, query: number, label: number): number {
    const blocks = poolAdjacentViolators(scoreGroups(scoredOf([...scores, query], [...labels, label])));
    const { positives, weight } = blocks.find(({ lowest, highest }) => query >= lowest && query <= highest)!;
    return positives / weight;
  }

  it('says of any score what a new fit would', () => {
    fc.assert(fc.property(drawn, fc.integer({ min: -34, max: 34 }), (scored, twice) => {
      const { lower, upper } = vennAbersInterval(fitVennAbers(scored), twice / 2);
      expect(lower).toBeCloseTo(refitted(scored, twice / 2, 0), 12);
      expect(upper).toBeCloseTo(refitted(scored, twice / 2, 1), 12);
    }), { numRuns: 1000 });
  });

  it('knows nothing without rows', () => expect(vennAbersInterval(fitVennAbers(scoredOf([], [])), 3)).toEqual({ lower: 0, upper: 1 }));
  it.each([[0, 1, 0.5], [0.4, 0.4, 0.4], [0.9, 1, 1 / 1.1]])('merges [%d, %d]', (lower, upper, expected) => expect(mergedProbability({ lower, upper })).toBeCloseTo(expected, 15));
});

describe('a calibration', () => {
  it('gives an interval around each probability, next to that of Venn-Abers', () => {
    fc.assert(fc.property(drawn, anyScore, (scored, score) => {
      const calibration = fitCalibration(scored);
      fc.pre(calibration !== undefined);
      const { probability, interval } = calibrated(calibration, score);
      const plain = vennAbersInterval(calibration.vennAbers, score);
      expect(interval.lower <= probability && probability <= interval.upper).toBe(true);
      expect(Math.max(plain.lower - interval.lower, interval.upper - plain.upper)).toBeLessThanOrEqual(0.001);
    }));
  });

  const calibration = fitCalibration(scoredOf([1, 2, 3, 4], [0, 1, 0, 1])) as Calibration;

  it('comes back from JSON as it was', () => expect(readCalibration(JSON.parse(JSON.stringify(calibration)))).toEqual(calibration));
  it('is undefined with one class', () => expect(fitCalibration(scoredOf([1, 2], [1, 1]))).toBeUndefined());

  it.each([
    ['nothing', null, 'the whole is not an object'],
    ['no curve', { ...calibration, curve: undefined }, 'curve is not an object'],
    ['an empty curve', { ...calibration, curve: { scores: [], probabilities: [] } }, 'curve is empty'],
    ['scores that fall', { ...calibration, curve: { scores: [2, 1], probabilities: [0, 1] } }, 'curve does not rise'],
    ['lists of two lengths', { ...calibration, curve: { scores: [1, 2], probabilities: [0] } }, 'curve does not rise'],
    ['a probability of 2', { ...calibration, curve: { scores: [1], probabilities: [2] } }, 'outside 0…1'],
    ['a score in words', { ...calibration, curve: { scores: ['1'], probabilities: [1] } }, 'scores of curve is not a list of numbers'],
    ['half an interval', { ...calibration, vennAbers: { asNegative: calibration.vennAbers.asNegative } }, 'asPositive is not an object'],
  ])('is not read from %s', (_name, value, message) => expect(() => readCalibration(value)).toThrow(message));
});
