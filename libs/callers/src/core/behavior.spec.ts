import fc from 'fast-check';
import { behaviorOf } from './behavior.js';
import { addCall, emptyCaller, type CallerState } from './caller-state.js';
import type { PairCalls } from './pair-state.js';

const START_MS = Date.UTC(2026, 10, 22);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

interface Call {
  readonly atMs: number;
  readonly direction?: number;
  readonly outcome?: number;
  readonly durationMs?: number;
  readonly localHour?: number;
}

function fold(calls: readonly Call[]): CallerState {
  const state = emptyCaller();
  for (const { atMs, direction = 0, outcome = 0, durationMs, localHour = 12 } of calls) {
    addCall(state, { occurredAtMs: START_MS + atMs, call: { callerId: 1, direction, outcome, durationMs, localHour } });
  }
  return state;
}

/** Calls to one user, of which it is not known which were turned away. */
const at = (...times: number[]): PairCalls => ({ made: times.length, callTimes: times.map((atMs) => START_MS + atMs).sort((left, right) => right - left) });
/** The same where it is known: those at `turnedAway`. */
const turning = (turnedAway: readonly number[], ...times: number[]): PairCalls => (
  { ...at(...times), turnedAway: turnedAway.length, lastTurnedAwayMs: turnedAway.length === 0 ? undefined : START_MS + Math.max(...turnedAway) }
);

describe('behaviorOf', () => {
  it.each([
    ['an unknown number', undefined],
    ['one that was only dialled', fold([{ atMs: 0, direction: 1, durationMs: 60_000 }])],
  ])('is null for %s', (_name, caller) => {
    const nothing = { callsPerDay: null, answerRate: null, averageDurationSeconds: null, persistence: null, aggression: null, scriptedness: null, oneRing: null, neighbourSpoofing: null };
    expect(behaviorOf(caller, [])).toEqual({ ...nothing, hourly: new Array(24).fill(0) });
  });

  it('counts calls made a day, one day at least', () => {
    expect(behaviorOf(fold([{ atMs: 0 }, { atMs: HOUR_MS }]), []).callsPerDay).toBe(2);
    expect(behaviorOf(fold([{ atMs: 0 }, { atMs: 4 * DAY_MS }]), []).callsPerDay).toBe(0.5);
  });

  it('averages answered calls that carry a duration', () => {
    const caller = fold([
      { atMs: 0, durationMs: 10_000 }, { atMs: 1, durationMs: 30_000 }, { atMs: 2 },
      { atMs: 3, outcome: 4, durationMs: 90_000 }, { atMs: 4, direction: 1, durationMs: 500_000 },
    ]);
    expect(behaviorOf(caller, [])).toMatchObject({ answerRate: 0.75, averageDurationSeconds: 20 });
    expect(behaviorOf(fold([{ atMs: 0 }]), []).averageDurationSeconds).toBeNull();
  });

  it.each([
    ['one call each', [at(0), at(0)], 0, 0],
    ['a return the next day', [at(0, DAY_MS), at(0)], 1 / 3, 0],
    ['five days with one user of five', [at(0, DAY_MS, 2 * DAY_MS, 3 * DAY_MS, 4 * DAY_MS), at(0), at(0), at(0), at(0)], 4 / 9, 0],
    ['none before midnight, at 16:00 in UTC', [at(0, 16 * HOUR_MS - 1)], 0, 0],
    ['one at midnight', [at(0, 16 * HOUR_MS)], 1 / 2, 0],
    ['the same however often it calls on a day', [at(0, HOUR_MS, 2 * HOUR_MS, DAY_MS, DAY_MS + HOUR_MS)], 1 / 2, 0],
    ['no call of a number that was only dialled by one of its users', [at(0, DAY_MS), at()], 1 / 2, 0],
    ['turned away once, and gone', [turning([0], 0), turning([0], 0)], 0, 0],
    ['turned away, and back on the same day', [turning([0], 0, HOUR_MS)], 1 / 2, 0],
    ['back after each of four', [turning([0, 1, 2, 3].map((hour) => hour * HOUR_MS), ...[0, 1, 2, 3].map((hour) => hour * HOUR_MS))], 3 / 4, 0],
    ['back the next day, turned away or not', [turning([0], 0, DAY_MS)], 3 / 4, 0],
    ['never turned away', [turning([], 0, DAY_MS)], 1 / 2, 0],
    ['turned away in calls older than the sample', [{ ...turning([0], 0, HOUR_MS), made: 40, turnedAway: 21, lastTurnedAwayMs: START_MS - DAY_MS }], 21 / 40, 0],
    ['unknown of some users, known of one', [at(0, HOUR_MS), turning([0], 0, HOUR_MS)], 1 / 2, 0],
    ['a redial after 10 minutes', [at(0, 10 * MINUTE_MS)], 0, 1 / 2],
    ['none after more', [at(0, 10 * MINUTE_MS + 1)], 0, 0],
    ['redials on the next day', [at(0, DAY_MS, DAY_MS + 1, DAY_MS + 2)], 1 / 2, 1 / 2],
  ])('%s', (_name, pairs, persistence, aggression) => {
    const behavior = behaviorOf(fold([{ atMs: 0 }]), pairs);
    expect(behavior.persistence).toBeCloseTo(persistence, 12);
    expect(behavior.aggression).toBeCloseTo(aggression, 12);
  });

  it('joins night calls to redials as independent', () => {
    const caller = fold([{ atMs: 0, localHour: 23 }, { atMs: 1, localHour: 6 }, { atMs: 2, localHour: 7 }, { atMs: 3, localHour: 21 }]);
    expect(behaviorOf(caller, [at(0, MINUTE_MS)]).aggression).toBeCloseTo(0.75, 12);
  });

  it('is the more aggressive the more calls its busiest hour holds beyond ten', () => {
    const hour = (calls: number, gapMs: number) => Array.from({ length: calls }, (_, index) => at(index * gapMs));
    const aggression = (calls: number, gapMs: number) => behaviorOf(fold([{ atMs: 0 }]), hour(calls, gapMs)).aggression;
    expect([aggression(10, MINUTE_MS), aggression(30, MINUTE_MS), aggression(30, HOUR_MS)]).toEqual([0, 0.5, 0]);
  });

  it.each<[string, number, number, number | null]>([['none known', 0, 0, null], ['none short', 4, 0, 0], ['half of them', 4, 2, 0.5]])(
    'rings once: %s', (_name, rings, shortRings, share) => expect(behaviorOf({ ...fold([{ atMs: 0 }]), rings, shortRings }, []).oneRing).toBe(share));

  it('is scripted where its calls last alike', () => {
    const lasting = (...seconds: number[]) => behaviorOf(fold(seconds.map((second, atMs) => ({ atMs, durationMs: second * 1000 }))), []).scriptedness;
    expect([lasting(5, 5), lasting(12, 40, 200)]).toEqual([null, 0]);
    expect(lasting(25, 26, 27)).toBeCloseTo(1, 12);
  });

  it.each([[undefined, null], [false, 0], [true, 1]])('looks like a neighbour: %s', (isNeighbour, share) =>
    expect([behaviorOf(undefined, [], isNeighbour).neighbourSpoofing, behaviorOf(fold([{ atMs: 0 }]), [], isNeighbour).neighbourSpoofing]).toEqual([share, share]));

  it('knows neither persistence nor aggression without pairs', () => {
    expect(behaviorOf(fold([{ atMs: 0 }]), [])).toMatchObject({ persistence: null, aggression: null });
  });

  it('keeps both in [0, 1] and the order of pairs out of it', () => {
    const pair = fc.record({ times: fc.array(fc.nat(5 * DAY_MS), { minLength: 1, maxLength: 32 }), turned: fc.option(fc.nat(32)) })
      .map(({ times, turned }) => (turned === null ? at(...times) : turning(times.slice(0, turned), ...times)));
    fc.assert(fc.property(fc.array(pair, { minLength: 1, maxLength: 20 }), fc.nat(23), (pairs, localHour) => {
      const caller = fold([{ atMs: 0, localHour }, { atMs: 1 }]);
      const { persistence, aggression } = behaviorOf(caller, pairs);
      for (const share of [persistence, aggression]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(behaviorOf(caller, [...pairs].reverse())).toEqual(behaviorOf(caller, pairs));
    }));
  });
});
