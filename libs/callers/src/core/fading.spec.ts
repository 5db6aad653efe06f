import fc from 'fast-check';
import { EVENT_KINDS, type StoredCall, type UserLabel } from '#realtime/core';
import { foldCallers } from './caller-state.js';
import { reporterWeight, trackRecord } from './crowd/reporter-weight.js';
import { evidenceOf, type Facts } from './evidence.js';
import { AS_OF_MS, DAY_MS } from './facts.fixture.js';
import { foldPairs } from './pair-state.js';
import { standingsAt } from './ranges/neighbourhood.js';
import { reputationFrom } from './ranges/reputation-fold.js';
import { scoreOf, type Reason } from './score.js';
import { judge, type Judgement, type Verdict } from './verdict.js';

/** A call `agoDays` before `AS_OF_MS`. */
interface Told {
  readonly user: number;
  readonly agoDays: number;
  readonly direction: number;
  readonly outcome: number;
  readonly seconds?: number | undefined;
  readonly said?: 'spam' | 'not_spam' | undefined;
}

const CALLER = 7;
const record = trackRecord({ agreed: 5, disagreed: 0 });
const rejection = { direction: 0, outcome: 1 };
const talk = { direction: 0, outcome: 0, seconds: 90 };

/** The facts `days` later, as folds and reads leave them. */
function factsFrom(told: readonly Told[], days = 0): Facts {
  const calls = told.map(({ user, agoDays, seconds, direction, outcome }, at): StoredCall => ({
    eventId: `${at}`, kind: EVENT_KINDS.call, userId: user, occurredAtMs: AS_OF_MS - agoDays * DAY_MS, receivedAtMs: AS_OF_MS, position: 1,
    call: { callerId: CALLER, direction, outcome, durationMs: seconds === undefined ? undefined : seconds * 1000, localHour: 10 },
  }));
  const words = [...new Map(told.filter(({ said }) => said !== undefined).map((each) => [each.user, each])).values()].map(({ user, said, agoDays }): UserLabel => (
    { callerId: CALLER, userId: user, label: said as 'spam', category: undefined, reportedMs: AS_OF_MS - agoDays * DAY_MS, eventId: `${user}` }));
  const asOfMs = AS_OF_MS + days * DAY_MS;
  return {
    caller: foldCallers(calls).get(CALLER), users: foldPairs(calls).length, asOfMs,
    reports: words.map(({ label, reportedMs }) => ({ label, reportedMs, weight: reporterWeight(record, { knownDays: 100, callsBefore: 1 }) })),
    own: standingsAt({ own: reputationFrom(calls, words), blocks: undefined }, asOfMs).own,
  };
}

const judged = (told: readonly Told[], days = 0, around: Partial<Facts> = {}): Judgement => judge(evidenceOf({ ...factsFrom(told, days), ...around }));
const many = (count: number, agoDays: number, call: Omit<Told, 'user' | 'agoDays'>, firstUser = 0): Told[] =>
  Array.from({ length: count }, (_, at) => ({ user: firstUser + at, agoDays, ...call }));

const anyTold: fc.Arbitrary<Told> = fc.record({
  user: fc.nat(60), agoDays: fc.integer({ min: 0, max: 900 }), direction: fc.constantFrom(0, 0, 0, 1), outcome: fc.integer({ min: 0, max: 4 }),
  seconds: fc.option(fc.integer({ min: 1, max: 600 }), { nil: undefined }), said: fc.constantFrom(undefined, undefined, undefined, 'spam' as const, 'not_spam' as const),
});
/** Turned away, missed or hung up on; some say so. */
const anyBad = anyTold.chain((told) => fc.constantFrom({ outcome: 1, seconds: undefined }, { outcome: 2, seconds: undefined }, { outcome: 0, seconds: 4 }).map((how): Told =>
  ({ ...told, ...how, direction: 0, said: told.said === undefined ? undefined : 'spam' })));
const anyHistory = fc.oneof(fc.array(anyTold, { minLength: 1, maxLength: 60 }), fc.array(anyBad, { minLength: 1, maxLength: 60 }));

const BADNESS: Readonly<Record<Verdict, number>> = { legitimate: 0, unknown: 1, suspicious: 2, spam: 3 };
const OWN_PARTS = new Set<Reason['part']>(['behaviour', 'crowd']);
const ownReasons = (told: readonly Told[], days: number): Map<string, number> =>
  new Map(scoreOf(evidenceOf(factsFrom(told, days))).reasons.filter(({ part }) => OWN_PARTS.has(part)).map(({ code, contribution }) => [code, contribution]));

describe('without further events', () => {
  it('nothing a number did or was said of says more for being older, nor the other thing', () => {
    fc.assert(fc.property(anyHistory, fc.integer({ min: 0, max: 900 }), fc.integer({ min: 1, max: 400 }), (told, from, more) => {
      const [before, after] = [ownReasons(told, from), ownReasons(told, from + more)];
      for (const [code, contribution] of after) {
        const then = before.get(code) ?? 0;
        expect(Math.sign(contribution)).toBe(Math.sign(then));
        expect(Math.abs(contribution)).toBeLessThanOrEqual(Math.abs(then) + 1e-9);
      }
    }), { numRuns: 150 });
  });

  it('no day moves the log-odds by more than .2', () => {
    fc.assert(fc.property(anyHistory, fc.integer({ min: 0, max: 1200 }), (told, from) => {
      const logOdds = (days: number): number => scoreOf(evidenceOf(factsFrom(told, days))).logOdds;
      expect(Math.abs(logOdds(from + 1) - logOdds(from))).toBeLessThan(0.2);
    }), { numRuns: 150 });
  });

  it('nobody is blocked after four half-lives, whatever the number did and was said of', () => {
    fc.assert(fc.property(fc.array(anyBad, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (told, times) => {
      const volume = Array.from({ length: times }, (_, turn) => told.map((each) => ({ ...each, user: each.user + 100 * turn }))).flat();
      const { verdict, falseBlockBound } = judged(volume, 480);
      expect([verdict === 'spam', falseBlockBound]).toEqual([false, null]);
    }), { numRuns: 100 });
  });
});

describe('a number that changes hands', () => {
  it.each<[string, readonly Told[]]>([
    ['200 rejections 3,004 days ago', many(200, 3004, rejection)],
    ['12 rejections 900 days ago', many(12, 900, rejection)],
    ['200 rejections 480 days ago, all reported', many(200, 480, { ...rejection, said: 'spam' })],
    ['40 calls that the assistant took 900 days ago', many(40, 900, { direction: 0, outcome: 4, seconds: 12 })],
  ])('%s: is not worse than unknown, whatever the number of good calls', (_name, past) => {
    for (const talks of [0, 1, 2, 3, 6, 20]) expect(BADNESS[judged([...past, ...many(talks, 0, talk, 1000)]).verdict]).toBeLessThanOrEqual(BADNESS.unknown);
  });

  it.each([300, 400, 500])('200 rejections %d days ago and six talks today: unknown or better, and better than without', (days) => {
    const past = many(200, days, rejection);
    const [before, after] = [judged(past), judged([...past, ...[70, 80, 90, 100, 110, 115].map((seconds, at) => ({ ...talk, seconds, user: 1000 + at, agoDays: 0 }))])];
    expect(BADNESS[after.verdict]).toBeLessThanOrEqual(BADNESS.unknown);
    expect(after.spamProbability ?? 1).toBeLessThan(before.spamProbability ?? 0);
  });

  it('after four half-lives six talks make it unknown or better, whatever it did', () => {
    fc.assert(fc.property(fc.array(anyBad, { minLength: 1, maxLength: 60 }), fc.integer({ min: 480, max: 2000 }), (past, days) => {
      const old = past.map((told) => ({ ...told, agoDays: told.agoDays + days }));
      expect(BADNESS[judged([...old, ...many(6, 0, talk, 1000)]).verdict]).toBeLessThanOrEqual(BADNESS.unknown);
    }), { numRuns: 150 });
  });

  it('250 rejections and silence since: less sure every hundred days', () => {
    const past = many(250, 0, rejection);
    const odds = [0, 100, 200, 400, 500, 590, 610].map((days) => judged(past, days).score ?? NaN);
    expect(odds).toEqual([...odds].sort((left, right) => right - left));
    expect([judged(past).verdict, judged(past, 500).verdict]).toEqual(['spam', 'unknown']);
  });
});

/** Good neighbours lend less to whoever has calls of its own, good ones too: they are left out. */
const mark = fc.record({ bad: fc.nat(20), good: fc.constant(0) });
const anyAround: fc.Arbitrary<Partial<Facts>> = fc.record({
  blocks: fc.array(fc.record({ size: fc.constantFrom(10 as const, 1_000 as const), heat: mark, evidence: mark, members: mark, users: fc.nat(40), numbers: fc.nat(40) }), { maxLength: 2 }),
  campaign: fc.option(fc.record({ confidence: fc.double({ min: 0, max: 1, noNaN: true }), numbers: fc.integer({ min: 2, max: 90 }), users: fc.nat(900) }), { nil: undefined }),
});
const fewBad = fc.array(anyBad.map((told) => ({ ...told, agoDays: told.agoDays % 20 })), { minLength: 1, maxLength: 12 });

describe('a talk, and a word that it is not spam', () => {
  it('make no spam of a number of seven rejected calls that acts with others', () => {
    const campaign = { confidence: 1, numbers: 30, users: 400 };
    const seven = many(7, 1, rejection);
    const verdicts = [seven, [...seven, ...many(1, 0, { ...talk, said: 'not_spam' }, 1000)]].map((told) => judged(told, 0, { campaign }).verdict);
    expect(verdicts).toEqual(['suspicious', 'suspicious']);
  });

  it('never make a verdict worse', () => {
    fc.assert(fc.property(fc.oneof(anyHistory, fewBad), anyAround, fc.boolean(), fc.record({ seconds: fc.integer({ min: 30, max: 600 }), user: fc.integer({ min: 0, max: 61 }) }), (told, around, says, { seconds, user }) => {
      const good: Told = { ...talk, seconds, user: user === 61 ? 1000 : user, agoDays: 0, said: says ? 'not_spam' : undefined };
      const [before, after] = [judged(told, 0, around), judged([...told, good], 0, around)];
      expect(BADNESS[after.verdict]).toBeLessThanOrEqual(BADNESS[before.verdict]);
      expect(after.falseBlockBound ?? 1).toBeGreaterThanOrEqual(before.falseBlockBound ?? 1);
    }), { numRuns: 400 });
  });
});
