import fc from 'fast-check';
import { counterfactual, judgePremises } from '../counterfactual/counterfactual.js';
import type { Premises } from '../counterfactual/kind.js';
import { withNewCalls } from '../counterfactual/new-calls.js';
import type { Facts } from '../evidence.js';
import { AS_OF_MS, DAY_MS, fold, type Call } from '../facts.fixture.js';
import { REPORTS_READ, reportWeight, summarizeReports, type Report } from '../reports.js';
import type { Verdict } from '../verdict.js';
import { countOf, heardWith, reportRank, roomFor } from './heard-reports.js';
import { reporterWeight, trackRecord } from './reporter-weight.js';

/** A word of a user known for 28 days, called once and without a record. */
const WEIGHT = reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: 28, callsBefore: 1 });
const anyWord: fc.Arbitrary<Report> = fc.record({
  label: fc.constantFrom('spam' as const, 'spam' as const, 'not_spam' as const, 'unsure' as const), weight: fc.double({ min: 0.01, max: 1, noNaN: true }),
  reportedMs: fc.integer({ min: 0, max: 200 }).map((days) => AS_OF_MS - days * DAY_MS),
});
/** Those of all reports that are read. */
function read(all: readonly Report[]): Report[] {
  const voices = countOf(all) / REPORTS_READ;
  if (voices <= 1) return [...all];
  let places = REPORTS_READ;
  return [...all].sort((left, right) => reportRank(right) - reportRank(left)).flatMap((report) => {
    const count = Math.min(places, report.count ?? 1);
    places -= count;
    return count === 0 ? [] : [{ ...report, count, voices: count * voices }];
  });
}

describe('reportRank', () => {
  it('orders reports as they weigh, whenever they are asked about', () => {
    fc.assert(fc.property(anyWord, anyWord, fc.integer({ min: 0, max: 900 }), (left, right, later) => {
      fc.pre(left.label !== 'unsure' && right.label !== 'unsure');
      const weightOf = ({ weight = 1, reportedMs }: Report): number => weight * reportWeight(reportedMs, AS_OF_MS + later * DAY_MS);
      const [first, second] = [reportRank(left), reportRank(right)];
      if (first > second) expect(weightOf(left)).toBeGreaterThan(weightOf(right) * 0.999);
      if (reportRank({ ...left, label: 'unsure' }) >= first) throw new Error('what says nothing comes last');
    }));
  });
});

describe('heardWith', () => {
  it('is what would be read after it was said', () => {
    fc.assert(fc.property(fc.array(anyWord, { minLength: 470, maxLength: 620 }), fc.integer({ min: 1, max: 60 }), (all, count) => {
      const more = { label: 'not_spam' as const, weight: WEIGHT, reportedMs: AS_OF_MS };
      const thought = heardWith(read(all), { ...more, count });
      const done = read([...all, ...new Array<Report>(count).fill(more)]);
      expect(countOf(thought)).toBe(countOf(done));
      const [left, right] = [summarizeReports(thought, AS_OF_MS), summarizeReports(done, AS_OF_MS)];
      expect([left.reporters, left.clearers]).toEqual([right.reporters, right.clearers]);
      expect(left.spamWeight).toBeCloseTo(right.spamWeight, 6);
      expect(left.clearWeight).toBeCloseTo(right.clearWeight, 6);
    }), { numRuns: 30 });
  });

  it('has no room for what weighs less than all that is read', () => {
    const full: Report = { label: 'spam', count: REPORTS_READ - 3, weight: WEIGHT, reportedMs: AS_OF_MS };
    expect([roomFor([full], 0.01, AS_OF_MS), roomFor([{ ...full, count: 900 }], 0.01, AS_OF_MS), roomFor([full], 1, AS_OF_MS)]).toEqual([3, 0, REPORTS_READ]);
  });
});

describe('the smallest change of a number with more reports than are read', () => {
  const rejected: Call = { direction: 0, outcome: 1, durationMs: undefined, localHour: 12, agoMs: DAY_MS };
  const talked: Call = { direction: 0, outcome: 0, durationMs: 90_000, localHour: 12, agoMs: DAY_MS };
  const verdictOf = (facts: Facts): Verdict => judgePremises(premisesOf(facts), () => undefined).verdict;
  const premisesOf = (facts: Facts): Premises => ({ facts, asksModel: false, hasUser: true, crowdCounts: true });

  it('flips the verdict once it is done, and takes nobody back whose place others would take', () => {
    let done = 0;
    fc.assert(fc.property(fc.integer({ min: 30, max: 52 }), fc.integer({ min: 10, max: 40 }), fc.integer({ min: 0, max: 500 }), fc.double({ min: 0.3, max: 1, noNaN: true }), (spam, clear, answered, weight) => {
      fc.pre(10 * (spam + clear) > REPORTS_READ);
      const words = (label: Report['label'], count: number): Report[] =>
        Array.from({ length: 10 }, (_, at) => ({ label, count, weight: Math.min(1, weight + (at % 7) / 20), reportedMs: AS_OF_MS - 4 * at * DAY_MS }));
      const all = [...words('spam', spam), ...words('not_spam', clear)];
      const facts: Facts = { caller: fold([...new Array<Call>(answered).fill(talked), ...new Array<Call>(500).fill(rejected)]), users: countOf(all), reports: read(all), asOfMs: AS_OF_MS };
      const { verdict } = counterfactual(premisesOf(facts), { opinionOn: () => undefined, decide: () => 'allow' });
      expect(verdict.changes.map(({ what }) => what).filter((what) => what.startsWith('fewer_'))).toEqual([]);
      const [change, second] = verdict.changes;
      if (change === undefined || second !== undefined || !change.what.startsWith('more_')) return;
      done++;
      const [label, outcome, durationMs] = change.what === 'more_spam_reports' ? (['spam', 1, undefined] as const) : (['not_spam', 0, 90_000] as const);
      const count = (change.to as number) - (change.from as number);
      const more: Report = { label, count, weight: WEIGHT, reportedMs: AS_OF_MS };
      const called = withNewCalls(facts, { callerId: 0, direction: 0, outcome, durationMs, localHour: 12 }, { count });
      expect(verdictOf({ ...called, users: facts.users + count, reports: read([...all, more]) })).toBe(verdict.after);
    }), { numRuns: 40, seed: 7 });
    expect(done).toBeGreaterThan(3);
  });
});
