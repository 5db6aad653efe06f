import fc from 'fast-check';
import { callsMade, callsTaken, evidenceOf, type Evidence, type Facts, type Seen } from '../evidence.js';
import { anyCall, anyFactsAround, AS_OF_MS, fold, type Call } from '../facts.fixture.js';
import { judge, type Judgement, type Verdict } from '../verdict.js';
import { FRESH_WEIGHT } from './attack-cost.js';
import { GROWN_UP } from './known-numbers.fixture.js';
import { ENOUGH_WITHOUT, filledUp, MOST_OF_NEWCOMERS, setNewcomersApart, withNewcomers } from './newcomers.js';
import { verdictAttackCost } from './verdict-attack-cost.js';

const total = ({ caller }: Pick<Seen, 'caller'>): number => callsMade(caller) + callsTaken(caller);
const rejected: Call = { direction: 0, outcome: 1, durationMs: undefined, localHour: 12, agoMs: 0 };
const times = (count: number, call = rejected): Call[] => new Array<Call>(count).fill(call);

/** So many calls of others, and of newcomers on top, each with a user of its own. */
function facts(others: readonly Call[], newcomers: readonly Call[], parts: Partial<Facts> = {}): Facts {
  return {
    caller: fold([...others, ...newcomers]), users: others.length + newcomers.length, reports: [], asOfMs: AS_OF_MS,
    newcomers: { caller: fold(newcomers), users: newcomers.length, others: fold(others) }, ...parts,
  };
}

/** What is judged where newcomers' calls fill up what is not known. */
function filled(known: Facts): Evidence {
  const evidence = evidenceOf(setNewcomersApart(known));
  return filledUp(evidence) ?? evidence;
}

describe('newcomers fill up', () => {
  it.each<[string, number, number, number]>([
    ['nobody else knows it: all, up to thirty', 0, MOST_OF_NEWCOMERS, MOST_OF_NEWCOMERS],
    ['however many', 0, 5000, MOST_OF_NEWCOMERS],
    ['half of what suffices is known: half of them', ENOUGH_WITHOUT / 2, 5000, ENOUGH_WITHOUT / 2 + MOST_OF_NEWCOMERS / 2],
    ['enough is known: none', ENOUGH_WITHOUT, 5000, ENOUGH_WITHOUT],
    ['few of them beside little: all', 2, 5, 7],
  ])('%s', (_name, others, newcomers, expected) => {
    const all = filled(facts(times(others), times(newcomers)));
    expect([total(all), all.users]).toEqual([expected, expected]);
  });

  it('less where established users say something of it', () => {
    expect(total(filled(facts([], times(100), { reports: [{ label: 'spam', count: ENOUGH_WITHOUT, weight: 1, reportedMs: AS_OF_MS }] })))).toBe(0);
  });

  it('keeps counts whole and in proportion', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 9 }), fc.array(anyCall, { minLength: 1, maxLength: 80 }), (others, newcomers) => {
      const all = filled(facts(others, newcomers));
      const { made = [], taken = [], hours = [], durations = [], timed = 0, short = 0 } = all.caller ?? {};
      expect([...made, ...taken, ...hours, ...durations, timed, short].every((count) => Number.isInteger(count) && count >= 0)).toBe(true);
      expect([hours, durations].map((list) => list.reduce((sum, count) => sum + count, 0))).toEqual([callsMade(all.caller), timed]);
      expect(short).toBeLessThanOrEqual(timed);
      expect(all.users).toBeLessThanOrEqual(Math.max(1, total(all)));
    }));
  });
});

describe('setNewcomersApart', () => {
  it('leaves facts without newcomers as they are', () => {
    const known: Facts = { caller: fold(times(3)), users: 3, reports: [], asOfMs: AS_OF_MS };
    expect(setNewcomersApart(known)).toBe(known);
  });

  it('keeps both parts, and asked again says the same', () => {
    fc.assert(fc.property(fc.array(anyCall, { maxLength: 9 }), fc.array(anyCall, { minLength: 1, maxLength: 80 }), (others, newcomers) => {
      const apart = setNewcomersApart(facts(others, newcomers));
      expect(apart.beside).toEqual({ caller: fold(newcomers), users: newcomers.length });
      expect([total(apart), apart.users]).toEqual([others.length, others.length]);
      expect(setNewcomersApart(apart)).toEqual(apart);
    }));
  });
});

describe('withNewcomers', () => {
  it('is what folding these calls as well would give', () => {
    fc.assert(fc.property(fc.array(anyCall, { minLength: 1, maxLength: 9 }), fc.array(anyCall, { minLength: 1, maxLength: 30 }), fc.array(anyCall, { minLength: 1, maxLength: 30 }), (others, some, more) => {
      const { beside, ...rest } = setNewcomersApart(facts(others, [...some, ...more]));
      const later = withNewcomers(setNewcomersApart(facts(others, some)), { caller: fold(more), users: more.length });
      expect(later).toMatchObject({ users: rest.users, caller: rest.caller, beside: { users: beside?.users, caller: { ...beside?.caller, rings: 0, shortRings: 0 } } });
    }));
  });
});

const judged = (known: Facts): Judgement => judge(evidenceOf(setNewcomersApart(known)));
const isBad = (verdict: Verdict): boolean => verdict === 'spam' || verdict === 'suspicious';
const BADNESS: Readonly<Record<Verdict, number>> = { legitimate: 0, unknown: 1, suspicious: 2, spam: 3 };

const anyOthers = fc.array(anyCall, { maxLength: 9 });
const anyRejected = anyCall.map((call): Call => ({ ...call, direction: 0, outcome: 1, durationMs: undefined }));
const anyNewcomers = fc.oneof(fc.array(anyCall, { minLength: 1, maxLength: 60 }), fc.array(anyRejected, { minLength: 1, maxLength: 40 }));
const words = fc.record({ label: fc.constantFrom('spam' as const, 'not_spam' as const), count: fc.integer({ min: 1, max: 1000 }) });

/** Whatever may be known of the numbers around, of what is said, and few calls of established users. */
const anyHardlyKnown = fc.record({ around: anyFactsAround, others: anyOthers, established: fc.double({ min: 0.25, max: 1, noNaN: true }) }).map(({ around, others, established }) =>
  ({ others, around: { ...around, reports: around.reports.slice(0, 8).map((report) => ({ ...report, weight: established })) } }));

describe('newcomers, however few others know the number', () => {
  const without = (others: readonly Call[], around: Partial<Facts>): Judgement => judged({ ...facts(others, [], around), caller: fold(others), users: others.length, newcomers: undefined });
  const beside = (others: readonly Call[], newcomers: readonly Call[], around: Partial<Facts>): Facts => {
    const { caller, users, newcomers: part } = facts(others, newcomers);
    return { ...facts(others, newcomers, around), caller, users, newcomers: part };
  };

  it('never clear a number by calls and words, nor get one blocked that would not be', () => {
    fc.assert(fc.property(anyHardlyKnown, anyNewcomers, fc.option(words), ({ others, around }, newcomers, said) => {
      const before = without(others, around);
      const reports = [...around.reports, ...(said === null ? [] : [{ ...said, weight: FRESH_WEIGHT, reportedMs: AS_OF_MS }])];
      const after = judged(beside(others, newcomers, { ...around, reports }));
      if (isBad(before.verdict)) expect(after.verdict).not.toBe('legitimate');
      if (before.verdict !== 'spam') expect(after.verdict).not.toBe('spam');
      expect(after.falseBlockBound ?? 1).toBeGreaterThanOrEqual(before.falseBlockBound ?? 1);
    }), { numRuns: 500 });
  });

  it('move by calls alone nothing but unknown to suspicious', () => {
    fc.assert(fc.property(anyHardlyKnown, anyNewcomers, ({ others, around }, newcomers) => {
      const [before, after] = [without(others, around), judged(beside(others, newcomers, around))];
      if (after.verdict !== before.verdict) expect([before.verdict, after.verdict, after.falseBlockBound]).toEqual(['unknown', 'suspicious', null]);
    }), { numRuns: 400 });
  });

  it('never make it look better by calls they turned away', () => {
    fc.assert(fc.property(anyHardlyKnown, fc.array(anyRejected, { minLength: 1, maxLength: 40 }), ({ others, around }, rejections) => {
      const [before, after] = [without(others, around), judged(beside(others, rejections, around))];
      expect(BADNESS[after.verdict]).toBeGreaterThanOrEqual(BADNESS[before.verdict]);
      expect(after.spamProbability ?? 0).toBeGreaterThanOrEqual(before.spamProbability ?? 0);
    }), { numRuns: 400 });
  });

  it('warn of a number that has reached nobody else', () => {
    const [before, after] = [without([], {}), judged(beside([], times(40), {}))];
    expect([before.verdict, after.verdict, after.falseBlockBound]).toEqual(['unknown', 'suspicious', null]);
  });
});

describe('what it costs by calls and words', () => {
  it('is null where established users make the verdict, and what it takes where newcomers do', () => {
    const talked: Call = { direction: 0, outcome: 0, durationMs: 120_000, localHour: 12, agoMs: 0 };
    const known: Facts = { caller: fold(times(5, talked)), users: 5, reports: [], asOfMs: AS_OF_MS };
    const doubted = setNewcomersApart(facts([], times(20)));
    const cost = verdictAttackCost(doubted, 'suspicious', GROWN_UP);
    const after = (count: number): Verdict =>
      judge(evidenceOf({ ...withNewcomers(doubted, { caller: fold(times(count, talked)), users: count }), reports: [{ label: 'not_spam', count, weight: FRESH_WEIGHT, reportedMs: AS_OF_MS }] })).verdict;
    expect(judge(evidenceOf(withNewcomers(known, { caller: fold(times(1000)), users: 1000 })))).toEqual(judge(evidenceOf(known)));
    expect([after(cost ?? 0), after((cost ?? 0) - 1)]).toEqual(['unknown', 'suspicious']);
  });
});
