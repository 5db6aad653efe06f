import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { CALLER_AT_CALL } from './caller-at-call.js';
import { addCall, emptyHistory, vectorAt, vectorsAtCalls, type CallerHistory, type HistoricCall } from './caller-history.js';
import { randomCall, randomCalls, shuffled, START_MS } from './random-calls.fixture.js';

const forEverySeed = (check: (random: Random) => void): void => fc.assert(fc.property(fc.nat(), (seed) => check(seededRandom(seed))), { numRuns: 200 });

function isA(type: string, value: number): boolean {
  if (type === 'count') return Number.isInteger(value) && value >= 0;
  return Number.isFinite(value) && value >= 0 && (type !== 'share' || value <= 1);
}

function fold(calls: readonly HistoricCall[]): CallerHistory {
  const history = emptyHistory();
  for (const call of calls) addCall(history, call);
  return history;
}

const vectors = (calls: readonly HistoricCall[]): Float64Array[] => [...vectorsAtCalls(calls)].map(({ vector }) => vector);
const made = (atMs: number, outcome: number, durationMs?: number): HistoricCall =>
  ({ userId: 1, occurredAtMs: START_MS + atMs, call: { callerId: 1, direction: 0, outcome, durationMs, localHour: 8 } });

describe('a history', () => {
  it('counts calls made and taken, and what went on with each user', () => {
    const taken: HistoricCall = { userId: 2, occurredAtMs: START_MS + 50, call: { callerId: 1, direction: 1, outcome: 0, durationMs: 9000, localHour: 9 } };
    const { caller, relations } = fold([made(10, 0, 10_000), made(20, 0), made(30, 4, 10_001), made(40, 2, 700), taken]);
    expect(caller).toEqual({
      made: [2, 0, 1, 0, 1], taken: [1, 0, 0, 0, 0], timedAnswered: 1, answeredMs: 10_000, timed: 2, short: 1,
      durations: [0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0], hours: Array.from({ length: 24 }, (_, hour) => (hour === 8 ? 4 : 0)), firstMs: START_MS + 10, lastMs: START_MS + 50,
    });
    expect([...relations]).toEqual([
      [1, { made: 4, taken: 0, answered: 2, answeredMs: 10_000, lastMs: START_MS + 40 }],
      [2, { made: 0, taken: 1, answered: 1, answeredMs: 9000, lastMs: START_MS + 50 }],
    ]);
  });

  it('does not know in which order its calls came', () => {
    forEverySeed((random) => {
      const calls = randomCalls(1, random);
      const next = randomCall(1, random);
      expect(vectorAt(fold(shuffled(calls, random)), next, next.occurredAtMs)).toEqual(vectorAt(fold(calls), next, next.occurredAtMs));
    });
  });

  it('gives shares within 0–1 and whole counts, and misses nothing once everything has happened', () => {
    forEverySeed((random) => {
      const vector = vectorAt(fold(randomCalls(1, random)), randomCall(1, random), START_MS + 40 * 86_400_000);
      const wrong = CALLER_AT_CALL.features.filter(({ type }, at) => !Number.isNaN(vector[at]) && !isA(type, vector[at]!));
      expect(wrong).toEqual([]);
    });
    const taken: HistoricCall = { userId: 1, occurredAtMs: START_MS + 9, call: { callerId: 1, direction: 1, outcome: 0, durationMs: 1, localHour: 9 } };
    expect([...vectorAt(fold([made(1, 0, 20_000), made(2, 0, 30_000), taken]), { userId: 1 }, START_MS + 10)]).not.toContain(NaN);
  });
});

describe('vectorsAtCalls', () => {
  it('has a vector for each incoming call, of the calls of its number before it', () => {
    forEverySeed((random) => {
      const calls = randomCalls(3, random);
      const found = [...vectorsAtCalls(calls)];
      expect(found.map(({ call }) => call)).toEqual(calls.filter(({ call }) => call.direction === 0));
      for (const { call, vector } of found) {
        const before = calls.slice(0, calls.indexOf(call)).filter((other) => other.call.callerId === call.call.callerId);
        expect(vector).toEqual(vectorAt(fold(before), call, call.occurredAtMs));
      }
    });
  });

  it('does not see the future: other calls after a call, or the same in another order, change nothing up to it', () => {
    forEverySeed((random) => {
      const calls = randomCalls(2, random);
      const past = calls.slice(0, random.below(calls.length + 1));
      const known = vectors(past);
      for (const future of [calls.slice(past.length), shuffled(calls.slice(past.length), random), randomCalls(2, random)]) {
        expect(vectors([...past, ...future]).slice(0, known.length)).toEqual(known);
      }
    });
  });

  it('does not see the call itself: neither how it went nor how long it lasted', () => {
    forEverySeed((random) => {
      const calls = randomCalls(1, random);
      const { call, ...rest } = randomCall(1, random);
      const ends = [0, 1, 2, 3, 4].map((outcome) => ({ ...rest, call: { ...call, direction: 0, outcome, durationMs: random.below(100_000) } }));
      const seen = ends.map((end) => vectors([...calls, end]).at(-1));
      for (const vector of seen) expect(vector).toEqual(seen[0]);
    });
  });

  it('sees the past: a call before it changes the vector', () => {
    const [first, second] = [made(0, 0, 5000), made(1000, 2)];
    expect(vectors([first, second])[1]).not.toEqual(vectors([second])[0]);
  });
});
