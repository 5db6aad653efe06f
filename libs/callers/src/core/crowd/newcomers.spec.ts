import fc from 'fast-check';
import { callsMade, callsTaken, evidenceOf, type Facts } from '../evidence.js';
import { AS_OF_MS, anyCall, fold, type Call } from '../facts.fixture.js';
import { judge } from '../verdict.js';
import { ENOUGH_WITHOUT, MOST_OF_NEWCOMERS, roomForNewcomers, weighNewcomers, withNewcomers } from './newcomers.js';
import { verdictAttackCost } from './verdict-attack-cost.js';

const total = ({ caller }: Pick<Facts, 'caller'>): number => callsMade(caller) + callsTaken(caller);
const rejected: Call = { direction: 0, outcome: 1, durationMs: undefined, localHour: 12, agoMs: 0 };
const times = (count: number, call = rejected): Call[] => new Array<Call>(count).fill(call);

/** So many calls of others, and of newcomers on top, each with a user of its own. */
function facts(others: readonly Call[], newcomers: readonly Call[], parts: Partial<Facts> = {}): Facts {
  return {
    caller: fold([...others, ...newcomers]), users: others.length + newcomers.length, reports: [], asOfMs: AS_OF_MS,
    newcomers: { caller: fold(newcomers), users: newcomers.length, others: fold(others) }, ...parts,
  };
}

describe('weighNewcomers', () => {
  it.each<[string, number, number, number]>([
    ['nobody else knows it: all, up to thirty', 0, MOST_OF_NEWCOMERS, MOST_OF_NEWCOMERS],
    ['however many', 0, 5000, MOST_OF_NEWCOMERS],
    ['half of what suffices is known: half of them', ENOUGH_WITHOUT / 2, 5000, ENOUGH_WITHOUT / 2 + MOST_OF_NEWCOMERS / 2],
    ['enough is known: none', ENOUGH_WITHOUT, 5000, ENOUGH_WITHOUT],
    ['few of them beside little: all', 2, 5, 7],
  ])('%s', (_name, others, newcomers, expected) => {
    const weighed = weighNewcomers(facts(times(others), times(newcomers)));
    expect([total(weighed), weighed.users]).toEqual([expected, expected]);
  });

  it('counts what established users say of it as what they had with it', () => {
    expect(total(weighNewcomers(facts([], times(100), { reports: [{ label: 'spam', count: ENOUGH_WITHOUT, weight: 1, reportedMs: AS_OF_MS }] })))).toBe(0);
  });

  it('leaves facts without newcomers as they are', () => {
    const known: Facts = { caller: fold(times(3)), users: 3, reports: [], asOfMs: AS_OF_MS };
    expect(weighNewcomers(known)).toBe(known);
  });

  it('keeps counts whole and in proportion, all calls at hand, and asked again says the same', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 9 }), fc.array(anyCall, { minLength: 1, maxLength: 80 }), (others, newcomers) => {
      const known = facts(others, newcomers);
      const weighed = weighNewcomers(known);
      const { made = [], taken = [], hours = [], durations = [], timed = 0, short = 0 } = weighed.caller ?? {};
      expect([...made, ...taken, ...hours, ...durations, timed, short].every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      expect([hours, durations].map((list) => list.reduce((sum, count) => sum + count, 0))).toEqual([callsMade(weighed.caller), timed]);
      expect(short).toBeLessThanOrEqual(timed);
      expect(weighed.users).toBeLessThanOrEqual(Math.max(1, total(weighed)));
      expect(weighed.everyone).toEqual({ caller: known.caller, users: known.users });
      expect(weighNewcomers(weighed)).toEqual(weighed);
    }));
  });
});

describe('withNewcomers', () => {
  it('is what folding these calls as well would give', () => {
    fc.assert(fc.property(fc.array(anyCall, { minLength: 1, maxLength: 9 }), fc.array(anyCall, { minLength: 1, maxLength: 30 }), fc.array(anyCall, { minLength: 1, maxLength: 30 }), (others, some, more) => {
      const { caller, users } = weighNewcomers(facts(others, [...some, ...more]));
      expect(withNewcomers(facts(others, some), { caller: fold(more), users: more.length })).toMatchObject({ users, caller: { ...caller, rings: 0, shortRings: 0 } });
    }));
  });
});

describe('what it costs by calls', () => {
  const talked: Call = { direction: 0, outcome: 0, durationMs: 70_000, localHour: 12, agoMs: 0 };
  const verdictOf = (known: Facts): string => judge(evidenceOf(weighNewcomers(known)), undefined).verdict;

  it.each([3, 4, 5, 6, 7, 8, 9, 20])('beside %d calls of established users is never more than it takes', (count) => {
    const alone: Facts = { caller: fold(times(count, talked)), users: count, reports: [], asOfMs: AS_OF_MS };
    const before = verdictOf(alone);
    const takes = Array.from({ length: 40 }, (_, at) => at + 1).find((calls) => verdictOf(facts(times(count, talked), times(calls))) !== before);
    const cost = verdictAttackCost(alone, undefined, judge(evidenceOf(alone), undefined).verdict);
    if (takes !== undefined && before !== 'unknown') expect(cost).toBeLessThanOrEqual(takes);
    expect(roomForNewcomers(alone)).toBeCloseTo(Math.max(0, MOST_OF_NEWCOMERS * (1 - count / ENOUGH_WITHOUT)), 0);
  });
});
