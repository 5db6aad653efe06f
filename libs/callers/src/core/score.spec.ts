import fc from 'fast-check';
import { logit, seededRandom } from '#kernel';
import { emptyCaller, mergeCallers } from './caller-state.js';
import { evidenceOf, type Facts } from './evidence.js';
import { anyCall, anyFacts, anyFactsAround, anyReport, AS_OF_MS, DAY_MS, fold, type Call } from './facts.fixture.js';
import { BASE_RATE_LOG_ODDS, scoreOf, scoringOfReports } from './score.js';
import { judge } from './verdict.js';

const probability = (given: Facts): number => scoreOf(evidenceOf(given)).probability;

describe('scoreOf', () => {
  it('is the sum of its reasons, the log-odds of its probability, inside its interval', () => {
    fc.assert(fc.property(anyFacts, (given) => {
      const { logOdds, probability: p, interval, reasons } = scoreOf(evidenceOf(given));
      const sum = reasons.reduce((total, { contribution }) => total + contribution, 0);
      expect(Math.abs(sum - logOdds)).toBeLessThan(1e-9);
      expect(Math.abs(logit(p) - sum)).toBeLessThan(1e-9);
      expect(interval[0]).toBeLessThanOrEqual(p);
      expect(interval[1]).toBeGreaterThanOrEqual(p);
      expect(interval[0]).toBeGreaterThanOrEqual(0);
      expect(interval[1]).toBeLessThanOrEqual(1);
    }), { numRuns: 500 });
  });

  it('is the same but for its reasons where many changes of reports are scored together', () => {
    const anyChanges = fc.array(fc.array(anyReport, { maxLength: 6 }), { minLength: 1, maxLength: 4 });
    fc.assert(fc.property(anyFactsAround, anyChanges, (given, changes) => {
      const scoring = scoringOfReports();
      for (const reports of changes) {
        const evidence = evidenceOf({ ...given, reports });
        expect(scoring(evidence)).toEqual({ ...scoreOf(evidence), reasons: [] });
        expect(judge(evidence, undefined, scoring)).toEqual({ ...judge(evidence), reasons: [] });
      }
    }));
  });

  it('gives reasons with a sentence and a code each, weightiest first, none of 0, one base rate', () => {
    fc.assert(fc.property(anyFacts, (given) => {
      const { reasons } = scoreOf(evidenceOf(given));
      const sizes = reasons.map(({ contribution }) => Math.abs(contribution));
      expect(sizes).toEqual([...sizes].sort((left, right) => right - left));
      expect(sizes.every((size) => size > 0)).toBe(true);
      expect(reasons.filter(({ code }) => code === 'base_rate')).toHaveLength(1);
      expect(new Set(reasons.map(({ code }) => code)).size).toBe(reasons.length);
      for (const { code, text } of reasons) {
        expect(code).toMatch(/^[a-z]+(_[a-z]+)+$/);
        expect(text).toMatch(/^\S.*\S$/);
        expect(text).not.toMatch(/NaN|Infinity|undefined|[+]\d/);
      }
    }), { numRuns: 300 });
  });

  it('never falls when a user who was silent reports spam', () => {
    fc.assert(fc.property(anyFacts, anyReport, (given, { category, reportedMs }) => {
      const reports = [...given.reports, { label: 'spam' as const, category, reportedMs }];
      expect(probability({ ...given, reports })).toBeGreaterThanOrEqual(probability(given));
    }), { numRuns: 500 });
  });

  it('never rises when a user says it is not spam', () => {
    fc.assert(fc.property(anyFacts, anyReport, (given, { category, reportedMs }) => {
      const reports = [...given.reports, { label: 'not_spam' as const, category, reportedMs }];
      expect(probability({ ...given, reports })).toBeLessThanOrEqual(probability(given));
    }), { numRuns: 500 });
  });

  it('never falls when more of the same calls were short', () => {
    fc.assert(fc.property(anyFacts, fc.nat(60), (given, more) => {
      const { caller } = given;
      fc.pre(caller !== undefined);
      const short = Math.min(caller.timed, caller.short + more);
      expect(probability({ ...given, caller: { ...caller, short } })).toBeGreaterThanOrEqual(probability(given));
    }), { numRuns: 500 });
  });

  it('never rises when a user whom it had calls with dials it', () => {
    fc.assert(fc.property(anyFacts, (given) => {
      const { caller } = given;
      fc.pre(caller !== undefined);
      const taken = caller.taken.map((count, outcome) => (outcome === 0 ? count + 1 : count));
      expect(probability({ ...given, caller: { ...caller, taken } })).toBeLessThanOrEqual(probability(given));
    }), { numRuns: 500 });
  });

  it('does not know in which order calls were folded or reports read', () => {
    fc.assert(fc.property(fc.array(anyCall, { minLength: 1, maxLength: 40 }), fc.array(anyReport, { maxLength: 20 }), fc.nat(), (calls, reports, seed) => {
      const random = seededRandom(seed);
      const shuffled = <T>(items: readonly T[]): T[] =>
        items.map((item) => ({ item, key: random.next() })).sort((a, b) => a.key - b.key).map(({ item }) => item);
      const mixed = shuffled(calls);
      const cut = random.below(mixed.length + 1);
      const merged = mergeCallers(fold(mixed.slice(cut)) ?? emptyCaller(), fold(mixed.slice(0, cut)) ?? emptyCaller());
      const common = { users: 1, asOfMs: AS_OF_MS };
      const one = judge(evidenceOf({ ...common, caller: fold(calls), reports }));
      const other = judge(evidenceOf({ ...common, caller: merged, reports: shuffled(reports) }));
      expect(other).toEqual(one);
    }), { numRuns: 300 });
  });

  it('goes back to the base rate as what was seen grows old', () => {
    const calls = Array.from({ length: 40 }, (_, at): Call =>
      ({ direction: 0, outcome: 4, durationMs: 4_000, localHour: 10, agoMs: at * 1000 }));
    const given = { caller: fold(calls), users: 40, reports: [{ label: 'spam' as const, reportedMs: AS_OF_MS }] };
    const at = (days: number): number => scoreOf(evidenceOf({ ...given, asOfMs: AS_OF_MS + days * DAY_MS })).logOdds;
    expect(at(0)).toBeGreaterThan(2);
    expect(at(720)).toBeLessThan(at(0));
    expect(at(5_000)).toBeCloseTo(BASE_RATE_LOG_ODDS, 2);
  });
});
