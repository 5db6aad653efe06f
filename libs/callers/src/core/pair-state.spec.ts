import fc from 'fast-check';
import { OUTCOMES, type CallFacts, type StoredCall } from '#realtime/core';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { foldPairs, returnsAfterTurnedAway, type PairState } from './pair-state.js';

const REJECTED = OUTCOMES.indexOf('rejected');
const call = (occurredAtMs: number, facts: Partial<CallFacts> = {}): StoredCall => ({ ...callEvent({ occurredAtMs, call: facts }), receivedAtMs: occurredAtMs, position: 1 }) as StoredCall;
const pairOf = (...calls: readonly StoredCall[]): PairState => foldPairs(calls)[0] as PairState;

describe('a call is turned away', () => {
  it.each<[string, Partial<CallFacts>, number]>([
    ['that was rejected', { outcome: REJECTED, durationMs: undefined }, 1],
    ['that was answered for ten seconds', { durationMs: 10_000 }, 1],
    ['but not one of longer', { durationMs: 10_001 }, 0],
    ['but not one of unknown length', { durationMs: undefined }, 0],
    ['but not one that was missed', { outcome: OUTCOMES.indexOf('missed'), durationMs: undefined }, 0],
    ['but not one that the assistant took', { outcome: OUTCOMES.indexOf('ai_handled'), durationMs: 3000 }, 0],
    ['but not one that the user made', { direction: 1, outcome: REJECTED }, 0],
  ])('%s', (_name, facts, count) => expect(pairOf(call(5, facts))).toMatchObject({ turnedAway: count, lastTurnedAwayMs: count === 0 ? undefined : 5 }));
});

describe('returns after being turned away', () => {
  it('are not known of calls added up before they were counted', () => {
    expect(returnsAfterTurnedAway({ made: 3, callTimes: [3, 2, 1] })).toBeUndefined();
  });

  it('are the calls with one turned away straight before them, whatever the order in which they come', () => {
    const calls = fc.uniqueArray(fc.record({ at: fc.nat(1000), turned: fc.boolean() }), { selector: ({ at }) => at, minLength: 1, maxLength: 60 });
    fc.assert(fc.property(calls, (made) => {
      const byTime = [...made].sort((left, right) => left.at - right.at);
      const expected = byTime.filter((_call, at) => byTime[at - 1]?.turned === true).length;
      expect(returnsAfterTurnedAway(pairOf(...made.map(({ at, turned }) => call(at, turned ? { outcome: REJECTED, durationMs: undefined } : {}))))).toBe(expected);
    }));
  });
});
