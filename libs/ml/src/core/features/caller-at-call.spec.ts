import fc from 'fast-check';
import { CALLER_AT_CALL, type CallerAtCall, type CallerCounts, type RelationCounts } from './caller-at-call.js';

const AS_OF_MS = Date.UTC(2026, 0, 15);
const DAY_MS = 86_400_000;

function named(input: CallerAtCall): Record<string, number> {
  const vector = CALLER_AT_CALL.vector(input);
  return Object.fromEntries(CALLER_AT_CALL.features.map(({ name }, at) => [name, vector[at] as number]));
}

const missing = (input: CallerAtCall): string[] => Object.entries(named(input)).filter(([, value]) => Number.isNaN(value)).map(([name]) => name);

function hoursOf(counts: Readonly<Record<number, number>>): number[] {
  return Array.from({ length: 24 }, (_, hour) => counts[hour] ?? 0);
}

/** Ten calls to four users and two back from one of them, over eight days, the last two days ago. */
const CALLER: CallerCounts = {
  made: [4, 1, 2, 1, 2], taken: [1, 0, 1, 0, 0], timedAnswered: 3, answeredMs: 390_000, timed: 6, short: 2,
  durations: [0, 1, 1, 0, 0, 2, 0, 0, 1, 0, 1, 0], hours: hoursOf({ 6: 1, 10: 4, 17: 2, 18: 1, 22: 2 }),
  firstMs: AS_OF_MS - 10 * DAY_MS, lastMs: AS_OF_MS - 2 * DAY_MS,
};
const RELATION: RelationCounts = { made: 2, taken: 1, answered: 2, answeredMs: 90_000, lastMs: AS_OF_MS - 3 * DAY_MS };

describe('caller_at_call', () => {
  it('has about thirty features, each with a name of its own, a unit and a meaning', () => {
    const { name, version, features } = CALLER_AT_CALL;
    expect([name, version, features.length]).toEqual(['caller_at_call', 1, 30]);
    expect(new Set(features.map((feature) => feature.name)).size).toBe(30);
    for (const feature of features) {
      expect(feature.name).toMatch(/^[a-z]+(_[a-z]+)*$/);
      expect(feature.unit).not.toBe('');
      expect(feature.meaning).toMatch(/^\S.{10,}\S$/);
      expect(feature.name.endsWith('_share')).toBe(feature.type === 'share');
    }
  });

  it('is what the counts say', () => {
    const expected = {
      calls_made: 10, calls_taken: 2, users: 4, calls_per_user: 3, new_user_share: 3 / 11, taken_share: 1 / 6, calls_made_per_day: 1.25, users_per_day: 0.5,
      days_since_first: 10, days_since_last: 2, answered_share: 0.4, rejected_share: 0.1, missed_share: 0.2, ai_handled_share: 0.2, taken_answered_share: 0.5,
      mean_answered_seconds: 130, short_share: 1 / 3, instant_share: 1 / 6, over_minute_share: 1 / 3, over_five_minutes_share: 1 / 6, same_length_share: 1 / 6,
      night_share: 0.3, office_hours_share: 0.6, hour_entropy: -(0.4 * Math.log2(0.4) + 2 * 0.2 * Math.log2(0.2) + 2 * 0.1 * Math.log2(0.1)),
      calls_to_user: 2, calls_from_user: 1, answered_with_user: 2, mean_seconds_with_user: 45, days_since_user: 3, user_share: 0.25,
    };
    const found = named({ caller: CALLER, users: 4, relation: RELATION, asOfMs: AS_OF_MS });
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [name, value] of Object.entries(expected)) expect([name, found[name]]).toEqual([name, expect.closeTo(value, 12)]);
  });

  it('knows of a number never seen that it was never seen, and nothing else', () => {
    const found = Object.entries(named({ caller: undefined, users: 0, asOfMs: AS_OF_MS })).filter(([, value]) => !Number.isNaN(value));
    expect(Object.fromEntries(found)).toEqual({ calls_made: 0, calls_taken: 0, users: 0, calls_to_user: 0, calls_from_user: 0, answered_with_user: 0 });
  });

  const zero = { ...CALLER, taken: [0, 0, 0, 0, 0], timedAnswered: 0, answeredMs: 0, timed: 0, short: 0, durations: new Array<number>(12).fill(0) };
  it.each<[string, CallerAtCall, string[]]>([
    ['nothing', { caller: CALLER, users: 4, relation: RELATION, asOfMs: AS_OF_MS }, []],
    ['what needs a relation', { caller: CALLER, users: 4, asOfMs: AS_OF_MS }, ['mean_seconds_with_user', 'days_since_user']],
    ['how long they spoke', { caller: CALLER, users: 4, relation: { ...RELATION, answered: 0, answeredMs: 0 }, asOfMs: AS_OF_MS }, ['mean_seconds_with_user']],
    [
      'what needs durations or calls taken', { caller: zero, users: 4, relation: RELATION, asOfMs: AS_OF_MS },
      ['taken_answered_share', 'mean_answered_seconds', 'short_share', 'instant_share', 'over_minute_share', 'over_five_minutes_share', 'same_length_share'],
    ],
    [
      'what needs calls made', { caller: { ...zero, made: [0, 0, 0, 0, 0], taken: [1, 0, 0, 0, 0], hours: hoursOf({}) }, users: 1, relation: RELATION, asOfMs: AS_OF_MS },
      [
        'new_user_share', 'answered_share', 'rejected_share', 'missed_share', 'ai_handled_share', 'mean_answered_seconds', 'short_share', 'instant_share',
        'over_minute_share', 'over_five_minutes_share', 'same_length_share', 'night_share', 'office_hours_share', 'hour_entropy',
      ],
    ],
  ])('misses %s', (_name, input, expected) => expect(missing(input)).toEqual(expected));

  it('lasts 0 days where the last call lies ahead by another clock', () => {
    const ahead = { ...CALLER, lastMs: AS_OF_MS + DAY_MS };
    const found = named({ caller: ahead, users: 4, relation: { ...RELATION, lastMs: AS_OF_MS + DAY_MS }, asOfMs: AS_OF_MS });
    expect([found.days_since_last, found.days_since_user]).toEqual([0, 0]);
  });

  it('is finite or missing whatever the state, also one that adds up to nothing', () => {
    const counts = (length: number): fc.Arbitrary<number[]> => fc.array(fc.nat(50), { minLength: length, maxLength: length });
    const time = fc.integer({ min: 0, max: 400 * DAY_MS }).map((agoMs) => AS_OF_MS - agoMs);
    const caller = fc.record({
      made: counts(5), taken: counts(5), timedAnswered: fc.nat(9), answeredMs: fc.nat(1e6), timed: fc.nat(9), short: fc.nat(9), durations: counts(12), hours: counts(24),
      firstMs: fc.oneof(time, fc.constant(Infinity)), lastMs: fc.oneof(time, fc.constant(-Infinity)),
    });
    const relation = fc.record({ made: fc.nat(9), taken: fc.nat(9), answered: fc.nat(9), answeredMs: fc.nat(1e6), lastMs: fc.oneof(time, fc.constant(-Infinity)) });
    fc.assert(fc.property(fc.option(caller, { nil: undefined }), fc.nat(20), fc.option(relation, { nil: undefined }), (known, users, related) => {
      for (const value of CALLER_AT_CALL.vector({ caller: known, users, relation: related, asOfMs: AS_OF_MS })) {
        expect(Number.isNaN(value) || (Number.isFinite(value) && value >= 0)).toBe(true);
      }
    }), { numRuns: 300 });
  });
});
