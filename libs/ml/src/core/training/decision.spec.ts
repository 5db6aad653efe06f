import { decisionFor, statedThresholds } from './decision.js';

/** 1,000 negatives scored 0, 0.001 … 0.999 and as many positives 0.50025, 0.50075 … 0.99975. */
const negatives = Array.from({ length: 1000 }, (_, row) => row / 1000);
const positives = Array.from({ length: 1000 }, (_, row) => 0.50025 + row / 2000);
const scored = {
  scores: Float64Array.from([...negatives, ...positives]),
  labels: Float64Array.from([...negatives.map(() => 0), ...positives.map(() => 1)]),
};

describe('a decision for a stated false-positive rate', () => {
  it('stays below the rate with room for chance', () => {
    const decision = decisionFor(scored, 0.05);
    // 5 % of 1,000 would be 50; the binomial bound at 95 % allows 38 of them.
    expect(decision).toEqual({ maxFalsePositiveRate: 0.05, threshold: expect.closeTo(0.96125, 6), recall: 0.078, falsePositiveRate: 0.038 });
  });

  it('says nothing where the rows are too few to promise it', () => {
    expect(decisionFor(scored, 0.001)).toEqual({ maxFalsePositiveRate: 0.001, threshold: null, recall: 0, falsePositiveRate: 0 });
  });

  it('needs both classes', () => expect(decisionFor({ scores: scored.scores, labels: new Float64Array(2000) }, 0.05)).toBeUndefined());
});

describe('stated thresholds', () => {
  it('are those of the curve at usual rates', () => {
    expect(statedThresholds(scored)).toEqual([
      { falsePositiveRate: 0.001, threshold: expect.closeTo(0.99825, 6), recall: 0.004 },
      { falsePositiveRate: 0.01, threshold: expect.closeTo(0.98925, 6), recall: 0.022 },
      { falsePositiveRate: 0.05, threshold: expect.closeTo(0.94925, 6), recall: 0.102 },
    ]);
  });
});
