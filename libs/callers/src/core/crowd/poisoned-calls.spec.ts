import fc from 'fast-check';
import { EVENT_KINDS, type StoredCall } from '#realtime/core';
import { foldCallers } from '../caller-state.js';
import { evidenceOf, type Facts, type NewcomersSeen } from '../evidence.js';
import { AS_OF_MS, DAY_MS } from '../facts.fixture.js';
import { foldPairs } from '../pair-state.js';
import type { Report } from '../reports.js';
import { judge, type Judgement } from '../verdict.js';
import { FRESH_WEIGHT } from './attack-cost.js';
import { anyBank, anyScammer } from './known-numbers.fixture.js';
import { setNewcomersApart } from './newcomers.js';

const FRESH = 1000;
const FIRST_FRESH = 1_000_000;

const judged = (facts: Facts): Judgement => judge(evidenceOf(setNewcomersApart(facts)));
const anyKnownScammer = anyScammer.filter((facts) => judged(facts).verdict === 'spam');
const anyBusyBank = anyBank.filter((facts) => judged(facts).verdict === 'legitimate');

type Mix = readonly Omit<StoredCall['call'], 'callerId'>[];

/** What an account says happened: long talks, rejected and missed calls, also at night, up to five. */
const anyMix: fc.Arbitrary<Mix> = fc.array(
  fc.oneof(
    fc.record({ outcome: fc.constant(0), durationMs: fc.integer({ min: 60_000, max: 3_600_000 }) }), fc.record({ outcome: fc.constantFrom(1, 2), durationMs: fc.constant(undefined) }),
  ).chain((call) => fc.record({ direction: fc.constantFrom(0, 0, 0, 1), localHour: fc.integer({ min: 0, max: 23 }) }).map((rest) => ({ ...call, ...rest }))),
  { maxLength: 5 },
);

/** The calls of a thousand new accounts, each after one of a few mixes, at any time of the last ten years. */
function callsAs(kind: StoredCall['kind'], mixes: readonly Mix[], daysAgo: number): StoredCall[] {
  return Array.from({ length: FRESH }, (_, at) => (mixes[at % mixes.length] as Mix).map((call, place): StoredCall => ({
    eventId: `${at}-${place}`, kind, userId: FIRST_FRESH + at, occurredAtMs: AS_OF_MS - daysAgo * DAY_MS, receivedAtMs: AS_OF_MS, position: 1, call: { callerId: 1, ...call },
  }))).flat();
}

function seen(calls: readonly StoredCall[], others: Facts['caller']): NewcomersSeen {
  return { caller: foldCallers(calls).get(1), users: foldPairs(calls).length, others };
}

/** The facts as they are folded when the calls come on top. */
function after({ caller, users, ...facts }: Facts, calls: readonly StoredCall[]): Facts {
  const part = seen(calls, caller);
  if (caller === undefined || part.caller === undefined) return { caller, users, ...facts };
  const { made, taken, durations, hours, timedAnswered, answeredMs, timed, short, firstMs, lastMs } = part.caller;
  const sums = (left: readonly number[], right: readonly number[]): number[] => left.map((count, at) => count + (right[at] as number));
  return {
    ...facts, users: users + part.users, newcomers: part,
    caller: {
      ...caller, made: sums(caller.made, made), taken: sums(caller.taken, taken), durations: sums(caller.durations, durations), hours: sums(caller.hours, hours),
      timedAnswered: caller.timedAnswered + timedAnswered, answeredMs: caller.answeredMs + answeredMs, timed: caller.timed + timed, short: caller.short + short,
      firstMs: Math.min(caller.firstMs, firstMs), lastMs: Math.max(caller.lastMs, lastMs),
    },
  };
}

const mixes = fc.array(anyMix, { minLength: 1, maxLength: 6 });
const said = (label: Report['label']): Report => ({ label, category: 'other', count: FRESH, weight: FRESH_WEIGHT, reportedMs: AS_OF_MS });
const words = fc.constantFrom<Report['label'] | undefined>('spam', 'not_spam', undefined);
const daysAgo = fc.integer({ min: 0, max: 3650 });

describe('calls of a thousand fresh accounts', () => {
  it('leave the verdict on a known number what it is, to the last bit', () => {
    fc.assert(fc.property(fc.oneof(anyKnownScammer, anyBusyBank), mixes, daysAgo, (facts, said5, days) => {
      expect(judged(after(facts, callsAs(EVENT_KINDS.newcomer, said5, days)))).toEqual(judged(facts));
    }), { numRuns: 60 });
  });

  it('with whatever they say besides neither clear a known scammer nor get a bank blocked', () => {
    fc.assert(fc.property(anyKnownScammer, anyBusyBank, mixes, words, (scammer, bank, said5, label) => {
      const attacked = (facts: Facts): string => judged({ ...after(facts, callsAs(EVENT_KINDS.newcomer, said5, 0)), reports: [...facts.reports, ...(label === undefined ? [] : [said(label)])] }).verdict;
      expect(['spam', 'suspicious']).toContain(attacked(scammer));
      expect(['legitimate', 'unknown']).toContain(attacked(bank));
    }), { numRuns: 60 });
  });

  it('would do both where calls counted whoever had them', () => {
    const answered: Mix = new Array<Mix[number]>(5).fill({ direction: 0, outcome: 0, durationMs: 120_000, localHour: 12 });
    const rejected: Mix = new Array<Mix[number]>(5).fill({ direction: 0, outcome: 1, durationMs: undefined, localHour: 12 });
    const believed = (facts: Facts, mix: Mix): string => judged({ ...after(facts, callsAs(EVENT_KINDS.call, [mix], 0)), newcomers: undefined }).verdict;
    const cleared = fc.sample(anyKnownScammer, { numRuns: 40, seed: 3 }).filter((facts) => believed(facts, answered) !== 'spam');
    const doubted = fc.sample(anyBusyBank, { numRuns: 40, seed: 3 }).filter((facts) => believed(facts, rejected) !== 'legitimate');
    expect([cleared.length > 15, doubted.length > 15]).toEqual([true, true]);
  });
});
