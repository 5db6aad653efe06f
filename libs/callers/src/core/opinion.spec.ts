import fc from 'fast-check';
import { logit } from '#kernel';
import { evidenceOf, type Facts } from './evidence.js';
import { modelTerm, MOST_MOVED, opinionWeight, type Opinion } from './opinion.js';
import { anyFacts } from './facts.fixture.js';
import { scoreOf, type Reason } from './score.js';

const model = { name: 'spam_classifier', version: 3 };
const opinion = (probability: number, interval: readonly [number, number] = [probability, probability]): Opinion => ({ model, probability, interval });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const anyOpinion = fc.tuple(share, share, share).map((shares) => shares.sort((left, right) => left - right)).map(([lower, middle, upper]) => opinion(middle, [lower, upper]));
const DAY_MS = 86_400_000;

const both = (given: Facts, said: Opinion) => ({ alone: scoreOf(evidenceOf(given)), asked: scoreOf(evidenceOf(given), said) });

describe('an opinion', () => {
  it('is one more reason: all of them add up, inside the interval', () => {
    fc.assert(fc.property(anyFacts, anyOpinion, (given, said) => {
      const { alone, asked } = both(given, said);
      const sum = asked.reasons.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum - asked.logOdds)).toBeLessThan(1e-9);
      expect(Math.abs(logit(asked.probability) - sum)).toBeLessThan(1e-9);
      expect(asked.interval[0]).toBeLessThanOrEqual(asked.probability);
      expect(asked.interval[1]).toBeGreaterThanOrEqual(asked.probability);
      const evidence = (reasons: readonly Reason[]): readonly Reason[] => reasons.filter(({ code }) => code !== 'model' && code !== 'certainty_limit');
      expect(evidence(asked.reasons)).toEqual(evidence(alone.reasons));
    }), { numRuns: 500 });
  });

  it('moves the evidence by a bounded amount, and the interval holds what the evidence says by itself', () => {
    fc.assert(fc.property(anyFacts, anyOpinion, (given, said) => {
      const { alone, asked } = both(given, said);
      expect(Math.abs(asked.logOdds - alone.logOdds)).toBeLessThanOrEqual(MOST_MOVED + 1e-9);
      expect(asked.interval[0]).toBeLessThanOrEqual(alone.probability + 1e-12);
      expect(asked.interval[1]).toBeGreaterThanOrEqual(alone.probability - 1e-12);
    }), { numRuns: 500 });
  });

  it('never lets one more spam report lower the probability, nor one "not spam" raise it', () => {
    fc.assert(fc.property(anyFacts, anyOpinion, (given, said) => {
      const users = given.users + given.reports.length + 1;
      const probability = (label: 'spam' | 'not_spam', count: number): number =>
        scoreOf(evidenceOf({ ...given, users, reports: [...given.reports, { label, reportedMs: given.asOfMs, count }] }), said).probability;
      expect(probability('spam', 1)).toBeGreaterThanOrEqual(probability('spam', 0) - 1e-12);
      expect(probability('not_spam', 1)).toBeLessThanOrEqual(probability('not_spam', 0) + 1e-12);
    }), { numRuns: 300 });
  });

  it.each([
    ['agrees', 0.9, logit(0.9), 0],
    ['decides where the two are near', 0.9, 1, 1.1972],
    ['is held where they are not', 0.999, -3, 2.5],
    ['is held on the other side too', 0.001, 4, -2.5],
    ['is never believed to be sure', 1, 6, 0.9],
    ['is never believed to be sure of the contrary', 0, -6, -0.9],
  ])('%s', (_name, probability, evidence, value) => expect(modelTerm(opinion(probability), evidence, 1).term.value).toBeCloseTo(value, 4));

  it('is in doubt as far as its own interval and the evidence reach', () => {
    const within = modelTerm(opinion(0.5, [0.3, 0.8]), 0.2, 1).term;
    expect([within.lower, within.upper]).toEqual([expect.closeTo(logit(0.3) - 0.2, 9), expect.closeTo(logit(0.8) - 0.2, 9)]);
    const apart = modelTerm(opinion(0.9, [0.88, 0.92]), 0, 1).term;
    expect([apart.lower, apart.upper]).toEqual([0, expect.closeTo(logit(0.92), 9)]);
    const held = modelTerm(opinion(0.99, [0.98, 0.995]), -3, 1).term;
    expect([held.lower, held.value, held.upper]).toEqual([0, 2.5, expect.closeTo(logit(0.995) + 3, 9)]);
  });

  it.each([[0, 1, 0], [6, 1, 0.5], [54, 1, 0.9], [12, 0.5, 0.25], [1e9, 0.5, 0.5], [10, 0, 0]])('on %d calls of freshness %d weighs %d', (calls, freshness, weight) =>
    expect(opinionWeight(calls, freshness)).toBeCloseTo(weight, 6));

  it('fades with the calls', () => {
    fc.assert(fc.property(anyFacts, anyOpinion, (given, said) => {
      const { alone, asked } = both({ ...given, asOfMs: given.asOfMs + 6000 * DAY_MS }, said);
      expect(asked.logOdds).toBeCloseTo(alone.logOdds, 2);
    }), { numRuns: 100 });
  });

  it.each([[0.93, 'spam_classifier 3 puts it at 93 % from its calls'], [0.999, 'spam_classifier 3 puts it at more than 99 % from its calls'], [0.001, 'spam_classifier 3 puts it at less than 1 % from its calls']])(
    'of %d says so', (probability, text) => expect(modelTerm(opinion(probability), 0, 1).text).toBe(text));
});
