import fc from 'fast-check';
import { PLACES } from '#realtime/core';
import { withNewCalls } from '../counterfactual/new-calls.js';
import { evidenceOf, type Facts } from '../evidence.js';
import { AS_OF_MS, fold, type Call } from '../facts.fixture.js';
import type { Report } from '../reports.js';
import { judge, type Verdict } from '../verdict.js';
import { FRESH_WEIGHT, oppositeOf } from './attack-cost.js';
import { anyBank, anyScammer } from './known-numbers.fixture.js';
import { withNewcomers } from './newcomers.js';
import { verdictAttackCost } from './verdict-attack-cost.js';

const FRESH = 1000;
const TALKED: Call = { direction: 0, outcome: 0, durationMs: 120_000, localHour: 12, agoMs: 0 };
const REJECTED: Call = { direction: 0, outcome: 1, durationMs: undefined, localHour: 12, agoMs: 0 };
const times = (count: number, call: Call): Call[] => new Array<Call>(count).fill(call);
const verdict = (facts: Facts): Verdict => judge(evidenceOf(facts)).verdict;
const said = (label: Report['label'], count: number): Report => ({ label, count, weight: FRESH_WEIGHT, reportedMs: AS_OF_MS });
const known = (calls: readonly Call[], reports: readonly Report[] = []): Facts => ({ caller: fold(calls), users: calls.length, reports, asOfMs: AS_OF_MS });

/** The facts after so many accounts of today have had one such call each and said that, where the first of them count as anybody does. */
function attacked(facts: Facts, call: Call, { label, count, places }: { label: Report['label']; count: number; places: number }): Facts {
  const counting = Math.min(count, places);
  const { agoMs: _now, ...what } = call;
  const counted = { ...withNewCalls(facts, { callerId: 0, ...what }, { count: counting }), users: facts.users + counting };
  const all = count === counting ? counted : withNewcomers(counted, { caller: fold(times(count - counting, call)), users: count - counting });
  return { ...all, reports: [...facts.reports, said(label, count)] };
}

const clearing = { label: 'not_spam', count: FRESH, places: PLACES } as const;
const blocking = { label: 'spam', count: FRESH, places: PLACES } as const;

describe('a thousand accounts of today, in a service where everybody is new', () => {
  it('never make a known scammer legitimate, nor a busy bank a bad number', () => {
    fc.assert(fc.property(anyScammer.filter((facts) => verdict(facts) === 'spam'), anyBank.filter((facts) => verdict(facts) === 'legitimate'), (scammer, bank) => {
      expect(verdict(attacked(scammer, TALKED, clearing))).not.toBe('legitimate');
      expect(['legitimate', 'unknown']).toContain(verdict(attacked(bank, REJECTED, blocking)));
    }), { numRuns: 100 });
  });

  it.each<[string, Facts, Verdict, Facts, readonly Verdict[]]>([
    ['clear no scammer of forty bad calls', known(times(40, REJECTED), [said('spam', 14)]), 'spam', attacked(known(times(40, REJECTED), [said('spam', 14)]), TALKED, clearing), ['spam', 'suspicious']],
    ['get no bank of eighty answered calls warned of', known(times(80, TALKED)), 'legitimate', attacked(known(times(80, TALKED)), REJECTED, blocking), ['legitimate', 'unknown']],
    ['do both where all count', known(times(40, REJECTED)), 'spam', attacked(known(times(40, REJECTED)), TALKED, { ...clearing, places: FRESH }), ['legitimate']],
    ['are no better than the twelve they find places for', known([]), 'unknown', attacked(known([]), REJECTED, blocking), ['spam']],
  ])('%s', (_name, before, first, after, expected) => {
    expect(verdict(before)).toBe(first);
    expect(expected).toContain(verdict(after));
  });
});

describe('attackCost while new accounts still count', () => {
  const cost = (facts: Facts, places: number): number | null => verdictAttackCost(facts, verdict(facts), { places, opinion: undefined, opinionOn: () => undefined });

  it('is what fewest of them would do, by calls and words', () => {
    fc.assert(fc.property(fc.integer({ min: 8, max: 60 }), fc.integer({ min: 1, max: PLACES }), fc.boolean(), (calls, places, isBank) => {
      const facts = known(times(calls, isBank ? TALKED : REJECTED));
      const found = cost(facts, places);
      const after = (count: number): Verdict => verdict(attacked(facts, isBank ? REJECTED : TALKED, { label: isBank ? 'spam' : 'not_spam', count, places }));
      for (let count = 1; count < Math.min(found ?? 40, 40); count++) expect(after(count)).toBe(verdict(facts));
      if (found !== null && found <= places) expect(cost(facts, 0) === found || after(found) !== verdict(facts)).toBe(true);
    }), { numRuns: 60 });
  });

  it('need not ask for calls alone: with words they change all that they change without', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom(TALKED, REJECTED, { ...TALKED, durationMs: 5000 }), { minLength: 3, maxLength: 40 }), fc.integer({ min: 1, max: 20 }), fc.integer({ min: 0, max: PLACES }), (calls, count, places) => {
      const facts = known(calls);
      const label = oppositeOf(verdict(facts));
      fc.pre(label !== undefined);
      const words = attacked(facts, label === 'spam' ? REJECTED : TALKED, { label, count, places });
      if (verdict({ ...words, reports: facts.reports }) !== verdict(facts)) expect(verdict(words)).not.toBe(verdict(facts));
    }), { numRuns: 300 });
  });

  it('of twelve rejections is one account where another would count, and none where the twelve were all', () => {
    const facts = known(times(12, REJECTED));
    expect([cost(facts, 1), cost(facts, 0)]).toEqual([1, null]);
    expect([1, FRESH].map((count) => verdict(attacked(facts, TALKED, { label: 'not_spam', count, places: 0 })))).toEqual(['spam', 'spam']);
    expect(verdict(attacked(facts, TALKED, { label: 'not_spam', count: 1, places: 1 }))).toBe('suspicious');
  });
});
