import fc from 'fast-check';
import { seededRandom } from '#kernel';
import golden from '../../../../../test/golden/evaluation.json' with { type: 'json' };
import { abstentionBand, abstentionQuality } from './abstention.js';
import { mostSuccesses } from './binomial-bound.js';
import { confusionAt, falsePositiveRate, recall } from './confusion.js';
import { operatingPointAt, safeOperatingPointAt } from './operating-point.js';
import type { Scored } from './scored.js';

const scoredOf = (scores: readonly number[], labels: readonly number[], weights?: readonly number[] | null): Scored =>
  ({ scores: Float64Array.from(scores), labels: Float64Array.from(labels), weights: weights ? Float64Array.from(weights) : undefined });

const drawn = fc.array(fc.record({ score: fc.integer({ min: 0, max: 20 }), label: fc.constantFrom(0, 1) }), { maxLength: 60 })
  .map((rows) => scoredOf(rows.map(({ score }) => score), rows.map(({ label }) => label)));

describe('operatingPointAt', () => {
  it.each(golden.binary)('has the recall of the ROC curve of scikit-learn: $name', ({ scores, labels, weights, recalls }) => {
    for (const { rate, recall: expected } of recalls) expect(operatingPointAt(scoredOf(scores, labels, weights), rate)?.recall).toBeCloseTo(expected, 12);
  });

  it('names a threshold that does what it says', () => {
    fc.assert(fc.property(drawn, fc.double({ min: 0, max: 1, noNaN: true }), (scored, rate) => {
      const point = operatingPointAt(scored, rate);
      const confusion = confusionAt(scored, point?.threshold ?? Infinity);
      const bothClasses = scored.labels.includes(0) && scored.labels.includes(1);
      expect(point === undefined).toBe(!bothClasses);
      if (point) expect([point.recall, point.falsePositiveRate, point.falsePositiveRate <= rate]).toEqual([recall(confusion), falsePositiveRate(confusion), true]);
    }));
  });

  it('calls nothing positive where the highest score is a negative', () =>
    expect(operatingPointAt(scoredOf([3, 2], [0, 1]), 0.5)).toEqual({ threshold: undefined, recall: 0, falsePositiveRate: 0 }));

  it('counts an exact share as allowed', () => {
    const scores = Array.from({ length: 101 }, (_, row) => row);
    expect(operatingPointAt(scoredOf(scores, [1, ...new Array<number>(100).fill(0)]), 0.29)?.falsePositiveRate).toBe(0.29);
  });
});

describe('safeOperatingPointAt', () => {
  it.each(golden.binomial)('allows $most of $trials at $rate with confidence $confidence, as Clopper and Pearson do', ({ trials, rate, confidence, most }) =>
    expect(mostSuccesses(trials, rate, confidence)).toBe(most ?? undefined));

  it.each([[5, 0, undefined], [5, 1, 5], [0, 0.5, undefined]])('of %d trials at a rate of %d', (trials, rate, expected) =>
    expect(mostSuccesses(trials, rate, 0.95)).toBe(expected));

  it('keeps the rate of new rows below the stated one as often as stated', () => {
    const random = seededRandom(11);
    const samples = 2000;
    let broken = 0;
    for (let round = 0; round < samples; round++) {
      // Negatives are uniform, so the true false-positive rate of a threshold is 1 − threshold.
      const scored = scoredOf(Array.from({ length: 410 }, (_, row) => (row < 10 ? 1 : random.next())), Array.from({ length: 410 }, (_, row) => (row < 10 ? 1 : 0)));
      if (1 - (safeOperatingPointAt(scored, 0.05, 0.9)?.threshold ?? 1) > 0.05) broken++;
    }
    // 0.1 + three standard errors; without the bound it would be about half.
    expect(broken / samples).toBeLessThan(0.12);
    expect(broken / samples).toBeGreaterThan(0.03);
  });
});

describe('abstention', () => {
  const { scores, labels, least } = golden.abstention;

  it.each(least)('leaves $errors errors at a coverage of $coverage, the fewest of any band', ({ coverage, errors }) => {
    const scored = scoredOf(scores, labels);
    const band = abstentionBand(scored, coverage)!;
    const quality = abstentionQuality(scored, band)!;
    const said = Math.round(quality.coverage * scores.length);
    expect(Math.round((1 - (quality.accuracy ?? 1)) * said)).toBe(errors);
    expect(quality.coverage).toBeGreaterThanOrEqual(coverage);
    expect(band.upper).toBeGreaterThanOrEqual(band.lower);
  });

  it('covers at least what was asked for', () => {
    fc.assert(fc.property(drawn, fc.double({ min: 0, max: 1, noNaN: true }), (scored, coverage) => {
      const band = abstentionBand(scored, coverage);
      if (band) expect(abstentionQuality(scored, band)!.coverage).toBeGreaterThanOrEqual(coverage - 1e-9);
    }));
  });

  it.each([['of one class', [1, 2], [1, 1]], ['without rows', [], []]])('has no band %s', (_name, given, classes) =>
    expect(abstentionBand(scoredOf(given, classes), 0.9)).toBeUndefined());
  it('has no quality without rows', () => expect(abstentionQuality(scoredOf([], []), { lower: 0, upper: 1 })).toBeUndefined());
  it('has no accuracy where nothing is said', () =>
    expect(abstentionQuality(scoredOf([0.5], [1]), { lower: 0, upper: 1 })).toEqual({ accuracy: undefined, coverage: 0 }));
});
