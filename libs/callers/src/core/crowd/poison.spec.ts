import fc from 'fast-check';
import { evidenceOf, type Facts } from '../evidence.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import type { Report } from '../reports.js';
import { judge, type Verdict } from '../verdict.js';
import { FRESH_WEIGHT } from './attack-cost.js';
import { roomFor } from './heard-reports.js';
import { anyBank, anyScammer, GROWN_UP } from './known-numbers.fixture.js';
import { ESTABLISHED_DAYS, reporterWeight, trackRecord } from './reporter-weight.js';
import { verdictAttackCost } from './verdict-attack-cost.js';

const verdict = (facts: Facts): Verdict => judge(evidenceOf(facts)).verdict;
const anyKnownScammer = anyScammer.filter((facts) => verdict(facts) === 'spam');
const anyBusyBank = anyBank.filter((facts) => verdict(facts) === 'legitimate');
const isBad = (found: Verdict): boolean => found === 'spam' || found === 'suspicious';

/** A thousand accounts made within the last two weeks, each called as often as its owner says, each saying the same. */
const freshAccounts = (label: Report['label']): fc.Arbitrary<Report[]> =>
  fc.array(fc.record({ knownDays: fc.integer({ min: 0, max: ESTABLISHED_DAYS - 1 }), callsBefore: fc.nat(5), age: fc.nat(3) }), { minLength: 1, maxLength: 20 }).map((kinds) =>
    Array.from({ length: 1000 }, (_, index) => {
      const { age, ...circumstances } = kinds[index % kinds.length] as (typeof kinds)[number];
      return { label, category: 'other' as const, reportedMs: AS_OF_MS - age * DAY_MS, weight: reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), circumstances) };
    }));

describe('a thousand fresh accounts', () => {
  it('never clear a known scammer', () => {
    fc.assert(fc.property(anyKnownScammer, freshAccounts('not_spam'), (facts, fresh) => {
      expect(isBad(verdict({ ...facts, reports: [...facts.reports, ...fresh] }))).toBe(true);
    }), { numRuns: 200 });
  });

  it('never get a bank blocked', () => {
    fc.assert(fc.property(anyBusyBank, freshAccounts('spam'), (facts, fresh) => {
      expect(isBad(verdict({ ...facts, reports: [...facts.reports, ...fresh] }))).toBe(false);
    }), { numRuns: 200 });
  });

  it('would do both where all users weighed the same', () => {
    const all = (label: Report['label']): Report => ({ label, count: 1000, reportedMs: AS_OF_MS });
    const cleared = fc.sample(anyKnownScammer, { numRuns: 100, seed: 3 }).filter((facts) => !isBad(verdict({ ...facts, reports: [...facts.reports, all('not_spam')] })));
    const blocked = fc.sample(anyBusyBank, { numRuns: 100, seed: 3 }).filter((facts) => isBad(verdict({ ...facts, reports: [...facts.reports, all('spam')] })));
    expect([cleared.length > 20, blocked.length > 20]).toEqual([true, true]);
  });

  it('hide no complaint among silent users, and bring none out', () => {
    const [bank] = fc.sample(anyBusyBank, { numRuns: 1, seed: 5 }) as [Facts];
    const burst: Report = { label: 'spam', count: 100_000, weight: 0.001, reportedMs: AS_OF_MS };
    expect(evidenceOf({ ...bank, reports: [...bank.reports, burst] }).reports.voices).toBe(evidenceOf(bank).reports.voices);
  });
});

const attacked = (facts: Facts, label: Report['label'], count: number): Facts =>
  ({ ...facts, reports: [...facts.reports, { label, count, weight: reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: 0, callsBefore: 1 }), reportedMs: AS_OF_MS }] });

describe('verdictAttackCost', () => {
  const thin: Facts = { caller: undefined, users: 0, asOfMs: AS_OF_MS, reports: [{ label: 'spam', count: 10, weight: 0.8, reportedMs: AS_OF_MS }, { label: 'not_spam', weight: 0.8, reportedMs: AS_OF_MS }] };

  it('is null, or a number that does change the verdict, and one less does not', () => {
    fc.assert(fc.property(fc.oneof(anyKnownScammer, anyBusyBank), (facts) => {
      const found = verdict(facts);
      const cost = verdictAttackCost(facts, found, GROWN_UP);
      const after = (count: number): Verdict => verdict(attacked(facts, found === 'spam' ? 'not_spam' : 'spam', count));
      const heard = roomFor(facts.reports, FRESH_WEIGHT, AS_OF_MS);
      expect([after(cost ?? heard) === found, after((cost ?? 1) - 1)]).toEqual([cost === null, found]);
    }), { numRuns: 100 });
  });

  it('is null for most scammers and most banks, and for what is unknown', () => {
    const costs = (facts: fc.Arbitrary<Facts>): (number | null)[] => fc.sample(facts, { numRuns: 100, seed: 4 }).map((each) => verdictAttackCost(each, verdict(each), GROWN_UP));
    expect([anyKnownScammer, anyBusyBank].map((facts) => costs(facts).filter((cost) => cost === null).length > 50)).toEqual([true, true]);
    expect(verdictAttackCost({ ...thin, reports: [] }, 'unknown', GROWN_UP)).toBeNull();
  });

  it('is the smallest number that changes a verdict on reports alone', () => {
    const found = verdict(thin);
    const cost = verdictAttackCost(thin, found, GROWN_UP);
    const after = (count: number): Verdict => verdict(attacked(thin, 'not_spam', count));
    expect([found, cost]).toEqual(['spam', expect.any(Number)]);
    expect([after((cost as number) - 1), after(cost as number) === found]).toEqual([found, false]);
  });
});
