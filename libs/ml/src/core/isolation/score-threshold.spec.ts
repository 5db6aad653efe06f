import fc from 'fast-check';
import { scoreThreshold, THRESHOLD_ROWS, thresholdRows } from './score-threshold.js';

describe('the threshold', () => {
  it.each([
    ['between the two sides', [0.1, 0.2, 0.3, 0.4], 0.25, 0.35],
    ['in any order', [0.4, 0.1, 0.3, 0.2], 0.5, 0.25],
    ['above all where nothing is contaminated', [0.1, 0.4], 0, 0.7],
    ['above all where the share is less than a row', [0.1, 0.4], 0.4, 0.7],
    ['above equals that are too many', [0.5, 0.5, 0.5, 0.5], 0.5, 0.75],
    ['above equals, below what stands out', [0.1, 0.5, 0.5, 0.9], 0.5, 0.7],
    ['above a single row', [0.5], 0.5, 0.75],
  ])('lies %s', (_name, scores, contamination, expected) => {
    expect(scoreThreshold(Float64Array.from(scores), contamination)).toBeCloseTo(expected, 14);
  });

  it('leaves at most the share at or above it, and no fewer than it must', () => {
    const scores = fc.array(fc.oneof(fc.double({ min: 0.01, max: 0.99, noNaN: true }), fc.constantFrom(0.4, 0.5)), { minLength: 1, maxLength: 60 });
    fc.assert(fc.property(scores, fc.double({ min: 0, max: 0.5, noNaN: true }), (all, contamination) => {
      const threshold = scoreThreshold(Float64Array.from(all), contamination);
      const above = all.filter((score) => score >= threshold).length;
      const highestBelow = Math.max(...all.filter((score) => score < threshold));
      expect(above).toBeLessThanOrEqual(contamination * all.length);
      expect(above + all.filter((score) => score === highestBelow).length).toBeGreaterThan(contamination * all.length);
    }));
  });

  it('is settled by all rows, or by some that the seed draws', () => {
    const of = (rows: number): { rows: number; columns: number; values: Float64Array } => ({ rows, columns: 1, values: Float64Array.from({ length: rows }, (_, row) => row) });
    expect(thresholdRows(of(THRESHOLD_ROWS), 1)).toEqual(of(THRESHOLD_ROWS));
    const drawn = thresholdRows(of(10 * THRESHOLD_ROWS), 1);
    expect(drawn.rows).toBe(THRESHOLD_ROWS);
    expect(drawn).toEqual(thresholdRows(of(10 * THRESHOLD_ROWS), 1));
    expect(drawn).not.toEqual(thresholdRows(of(10 * THRESHOLD_ROWS), 2));
    expect(drawn.values.reduce((sum, value) => sum + value, 0) / drawn.rows / (5 * THRESHOLD_ROWS)).toBeCloseTo(1, 1);
  });
});
