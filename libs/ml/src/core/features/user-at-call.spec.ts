import fc from 'fast-check';
import { seededRandom, type Random } from '#kernel';
import { MOST_LATEST } from './contact-tally.js';
import { randomCall, randomCalls, shuffled, START_MS } from './random-calls.fixture.js';
import { summariseCaller, USER_AT_CALL } from './user-at-call.js';
import { addUserCall, emptyUserHistory, userVectorAt, type CallerKnown, type UserHistory } from './user-history.js';
import { addToTally, emptyTally } from './caller-tally.js';
import type { HistoricCall } from './caller-history.js';

const HOUR_MS = 3_600_000;
const STRANGER: CallerKnown = { caller: undefined, category: undefined };

const forEverySeed = (check: (random: Random) => void): void => fc.assert(fc.property(fc.nat(), (seed) => check(seededRandom(seed))), { numRuns: 100 });
const named = (vector: Float64Array): Record<string, number> => Object.fromEntries(USER_AT_CALL.features.map(({ name }, at) => [name, vector[at] as number]));

function fold(calls: readonly HistoricCall[]): UserHistory {
  const history = emptyUserHistory();
  for (const call of calls) addUserCall(history, call);
  return history;
}

/** A call of number 7 with the user, `hours` after the start of a Monday at 0:00 UTC, that is 8:00 in China. */
const call = (hours: number, outcome: number, rest: Partial<HistoricCall['call']> = {}): HistoricCall =>
  ({ userId: 1, occurredAtMs: START_MS + hours * HOUR_MS, call: { callerId: 7, direction: 0, outcome, durationMs: undefined, localHour: (hours + 8) % 24, ...rest } });

describe('user_at_call', () => {
  it('gives each feature a name of its own, a meaning and a share only where it is called one', () => {
    const { name, version, features } = USER_AT_CALL;
    expect([name, version, features.length]).toEqual(['user_at_call', 2, 46]);
    expect(new Set(features.map((feature) => feature.name)).size).toBe(46);
    for (const feature of features) expect([feature.name, feature.name.endsWith('_share')]).toEqual([expect.stringMatching(/^[a-z]+(_[a-z]+)*$/), feature.type === 'share']);
  });

  it('is what the calls say', () => {
    const calls = [
      call(0, 0, { durationMs: 30_000 }), call(2, 2), call(3, 1), call(4, 0, { direction: 1, durationMs: 90_000 }), call(5, 4, { callerId: 8 }), call(5.5, 2),
    ];
    const vector = named(userVectorAt(fold(calls), call(6, 0), { ...STRANGER, category: 'loan' }));
    expect(vector).toMatchObject({
      pair_calls_in: 4, pair_calls_out: 1, pair_dialled_share: 0.2, pair_answered_share: 0.25, pair_rejected_share: 0.25, pair_missed_share: 0.5, pair_ai_handled_share: 0,
      pair_out_answered_share: 1, pair_mean_seconds: 60, pair_hours_since_in: 0.5, pair_hours_since_out: 2, pair_recent_answered_share: 0.25, pair_answered_streak: 0,
      pair_unanswered_streak: 3, pair_calls_in_last_hour: 1, user_calls_in: 5, user_ai_handled_share: 0.2, user_calls_in_last_hour: 2, contacts: 2, pair_of_user_share: 5 / 6,
      answered_about_now_share: 0, caller_calls: 0, caller_users: 0, weekday: 0, hour_sine: expect.closeTo(-0.5, 12), hour_cosine: expect.closeTo(-Math.sqrt(0.75), 12),
    });
    const category = ['a', 'b', 'c', 'd'].map((column) => Math.abs(vector[`category_${column}`] as number));
    expect(category.sort()).toEqual([0, 0, 0, 1]);
  });

  it('knows nothing of a user and a number never heard of but the moment', () => {
    const vector = named(userVectorAt(emptyUserHistory(), call(6, 0), STRANGER));
    const known = Object.entries(vector).filter(([, value]) => !Number.isNaN(value) && value !== 0).map(([name]) => name);
    expect(known).toEqual(['hour_sine', 'hour_cosine']);
    expect(vector).toMatchObject({ user_answered_share: NaN, pair_hours_since_in: NaN, caller_answered_share: NaN, category_a: NaN, pair_calls_in: 0 });
  });

  it.each([[0, 8, 0], [15, 23, 0], [16, 0, 1], [6 * 24 + 15, 23, 6], [6 * 24 + 16, 0, 0]])('%d hours after Monday at 8 it is %d o\'clock of day %d', (hours, localHour, weekday) =>
    expect(named(userVectorAt(emptyUserHistory(), call(hours, 0, { localHour }), STRANGER)).weekday).toBe(weekday));

  it('does not know in which order calls came', () => {
    forEverySeed((random) => {
      const [calls, next] = [randomCalls(3, random), randomCall(3, random)];
      expect(userVectorAt(fold(shuffled(calls, random)), next, STRANGER)).toEqual(userVectorAt(fold(calls), next, STRANGER));
    });
  });

  it('does not see the call itself: neither how it went nor how long it lasted', () => {
    forEverySeed((random) => {
      const [history, next] = [fold(randomCalls(2, random)), randomCall(2, random)];
      const other = { ...next, call: { ...next.call, outcome: (next.call.outcome + 1) % 5, durationMs: random.below(1e6) } };
      expect(userVectorAt(history, other, STRANGER)).toEqual(userVectorAt(history, next, STRANGER));
    });
  });

  it('is finite or missing, with shares within 0–1 and whole counts', () => {
    forEverySeed((random) => {
      const tally = emptyTally();
      for (const known of randomCalls(1, random)) addToTally(tally, known);
      const vector = userVectorAt(fold(randomCalls(3, random)), randomCall(3, random), { caller: summariseCaller(tally, 2), category: 'scam' });
      const wrong = USER_AT_CALL.features.filter(({ type }, at) => {
        const value = vector[at] as number;
        if (Number.isNaN(value)) return false;
        return type === 'amount' ? !Number.isFinite(value) : value < 0 || (type === 'share' ? value > 1 : !Number.isInteger(value));
      });
      expect(wrong).toEqual([]);
    });
  });

  it('looks back on the latest calls in alone for streaks', () => {
    const calls = Array.from({ length: 30 }, (_, at) => call(at, 2));
    expect(named(userVectorAt(fold(calls), call(40, 0), STRANGER))).toMatchObject({ pair_unanswered_streak: MOST_LATEST, pair_calls_in: 30 });
  });
});
