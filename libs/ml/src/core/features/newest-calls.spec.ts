import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { byAge, NewestCalls, type OrderedCall } from './newest-calls.js';
import { randomCall, shuffled, START_MS } from './random-calls.fixture.js';
import { addUserCall, emptyUserHistory } from './user-history.js';

const MOST = 20;

/** Calls of one user with three numbers, many of them at the same moment. */
const callsOf = (seed: number): OrderedCall[] => {
  const random = seededRandom(seed);
  return Array.from({ length: random.below(80) }, (_, at) => ({ ...randomCall(3, random), userId: 1, eventId: `e-${at}`, occurredAtMs: START_MS + random.below(30) * 60_000 }));
};

describe('the newest calls of a user', () => {
  it('add up to what a fold of the newest alone gives, in whatever order they come', () => {
    fc.assert(fc.property(fc.nat(), (seed) => {
      const calls = callsOf(seed);
      const newest = new NewestCalls(MOST);
      for (const call of shuffled(calls, seededRandom(seed + 1))) newest.add(call);
      const expected = emptyUserHistory();
      for (const call of [...calls].sort(byAge).slice(-MOST)) addUserCall(expected, call);
      expect(newest.history).toEqual(expected);
    }));
  });

  it('forget a number whose last call fell out', () => {
    const newest = new NewestCalls(1);
    for (const [at, call] of callsOf(3).slice(0, 2).entries()) newest.add({ ...call, occurredAtMs: START_MS + at, call: { ...call.call, callerId: at } });
    expect([...newest.history.pairs.keys()]).toEqual([1]);
  });
});
