import fc from 'fast-check';
import { evidenceOf, type Facts } from '../evidence.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import type { Report } from '../reports.js';
import { judge, type Verdict } from '../verdict.js';
import { anyBusyBank, anyKnownScammer } from './known-numbers.fixture.js';
import { ESTABLISHED_DAYS, reporterWeight, trackRecord } from './reporter-weight.js';
import { verdictAttackCost } from './verdict-attack-cost.js';

const verdict = (facts: Facts): Verdict => judge(evidenceOf(facts)).verdict;
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
      expect(verdict(facts)).toBe('spam');
      expect(isBad(verdict({ ...facts, reports: [...facts.reports, ...fresh] }))).toBe(true);
    }), { numRuns: 200 });
  });

  it('never get a bank blocked', () => {
    fc.assert(fc.property(anyBusyBank, freshAccounts('spam'), (facts, fresh) => {
      expect(verdict(facts)).toBe('legitimate');
      expect(isBad(verdict({ ...facts, reports: [...facts.reports, ...fresh] }))).toBe(false);
    }), { numRuns: 200 });
  });

  it('would do both where all users weighed the same', () => {
    const [scammer, bank] = [fc.sample(anyKnownScammer, { numRuns: 1, seed: 3 })[0] as Facts, fc.sample(anyBusyBank, { numRuns: 1, seed: 3 })[0] as Facts];
    const all = (label: Report['label']): Report => ({ label, count: 100_000, reportedMs: AS_OF_MS });
    expect(verdict({ ...scammer, reports: [...scammer.reports, all('not_spam')] })).not.toBe('spam');
    expect(verdict({ ...bank, reports: [...bank.reports, all('spam')] })).not.toBe('legitimate');
  });

  it('hide no complaint among silent users, and bring none out', () => {
    const [bank] = fc.sample(anyBusyBank, { numRuns: 1, seed: 5 }) as [Facts];
    const burst: Report = { label: 'spam', count: 100_000, weight: 0.001, reportedMs: AS_OF_MS };
    expect(evidenceOf({ ...bank, reports: [...bank.reports, burst] }).reports.voices).toBe(evidenceOf(bank).reports.voices);
  });
});

describe('verdictAttackCost', () => {
  const thin: Facts = { caller: undefined, users: 0, asOfMs: AS_OF_MS, reports: [{ label: 'spam', count: 12, weight: 0.8, reportedMs: AS_OF_MS }] };

  it('is null for a scammer and a bank that everybody knows, and for what is unknown', () => {
    fc.assert(fc.property(anyKnownScammer, (facts) => expect(verdictAttackCost(facts, undefined, 'spam')).toBeNull()), { numRuns: 30 });
    fc.assert(fc.property(anyBusyBank, (facts) => expect([null]).toContain(isBad(verdict(facts)) ? 0 : bankCost(facts))), { numRuns: 30 });
    expect(verdictAttackCost({ ...thin, reports: [] }, undefined, 'unknown')).toBeNull();
  });

  const bankCost = (facts: Facts): number | null => {
    const cost = verdictAttackCost(facts, undefined, 'legitimate');
    return cost === null || cost > 20 ? null : cost;
  };

  it('is the smallest number that changes a verdict on reports alone', () => {
    const found = verdict(thin);
    const cost = verdictAttackCost(thin, undefined, found);
    const after = (count: number): Verdict => verdict({ ...thin, reports: [...thin.reports, { label: 'not_spam', count, weight: reporterWeight(trackRecord({ agreed: 0, disagreed: 0 }), { knownDays: 0, callsBefore: 1 }), reportedMs: AS_OF_MS }] });
    expect([found, cost]).toEqual(['spam', expect.any(Number)]);
    expect([after((cost as number) - 1), after(cost as number) === found]).toEqual([found, false]);
  });
});
