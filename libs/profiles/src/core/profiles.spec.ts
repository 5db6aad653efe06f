import fc from 'fast-check';
import { DAY_MS, QUARTER_HOUR_MS, ZoneClock } from '#kernel';
import { EVENT_KINDS, OUTCOMES, WITHHELD_CALLER, type StoredEvent } from '#realtime/core';
import { callEvent } from '../../../../test/contracts/events.fixture.js';
import { NOW_MS } from '../../../../test/contracts/fixed-clock.fixture.js';
import { effectivePreferences, preferenceFaults, type Preferences } from './preferences.js';
import { foldQuarters } from './quarter-state.js';
import { answerRate, averageDurationSeconds, callCounts, callsPerDay, hourlyCalls, interactionStyle, spamRisk } from './user-profile.js';
import type { UserState } from './user-state.js';

type CallParts = NonNullable<Parameters<typeof callEvent>[0]>;
let position = 0;
const event = (parts: CallParts): StoredEvent => ({ ...callEvent(parts), position: ++position, receivedAtMs: NOW_MS });
const call = (outcome: (typeof OUTCOMES)[number], parts: CallParts = {}): StoredEvent => event({ ...parts, call: { ...parts.call, outcome: OUTCOMES.indexOf(outcome) } });
const other = (kind: keyof typeof EVENT_KINDS, userId = 1, occurredAtMs = NOW_MS): StoredEvent => ({ eventId: `e${++position}`, kind: EVENT_KINDS[kind], userId, occurredAtMs, position, receivedAtMs: NOW_MS });
const quarterOf = (...events: StoredEvent[]): UserState => foldQuarters(events)[0] as UserState;
const state = (incoming: number[], parts: Partial<UserState> = {}): UserState =>
  ({ incoming, outgoing: [0, 0, 0, 0, 0], timedAnswered: 0, answeredMs: 0, interactions: 0, securityEvents: 0, firstMs: NOW_MS, lastMs: NOW_MS, ...parts });

describe('what the events of a quarter hour add up to', () => {
  it('counts calls by direction and outcome, and times those that were answered', () => {
    const user = quarterOf(
      call('answered', { call: { durationMs: 60_000 } }), call('answered', { call: { durationMs: undefined } }), call('answered', { call: { durationMs: 0, direction: 1 } }),
      call('ai_handled', { call: { durationMs: 90_000 } }), call('missed', { call: { durationMs: undefined } }), call('missed', { call: { direction: 1, durationMs: undefined } }),
    );
    expect(user).toMatchObject({ incoming: [2, 0, 1, 0, 1], outgoing: [1, 0, 1, 0, 0], timedAnswered: 2, answeredMs: 60_000 });
  });

  it('counts calls without a number like any other', () => {
    expect(quarterOf(call('answered', { call: { callerId: WITHHELD_CALLER, durationMs: 60_000 } }), call('missed', { call: { callerId: WITHHELD_CALLER } })))
      .toMatchObject({ incoming: [1, 0, 1, 0, 0], timedAnswered: 1, answeredMs: 60_000, securityEvents: 0 });
  });

  it('counts interactions and security events, and the time they all span', () => {
    expect(quarterOf(other('interaction', 1, NOW_MS + 500), other('security', 1, NOW_MS + 900), other('interaction'))).toMatchObject({ interactions: 2, securityEvents: 1, firstMs: NOW_MS, lastMs: NOW_MS + 900 });
  });

  it('knows no activity in metrics, feedback and settings', () => {
    expect(foldQuarters([other('metric'), other('feedback'), other('preferences')])).toEqual([]);
    expect(foldQuarters([other('security', 0), other('interaction', 2)]).map(({ userId }) => userId)).toEqual([0, 2]);
  });
});

describe('the quarter hours of a user', () => {
  const quarter = Math.floor(NOW_MS / QUARTER_HOUR_MS);
  const start = quarter * QUARTER_HOUR_MS;

  it('begin on the quarter and end before the next', () => {
    const states = foldQuarters([start - 1, start, start + QUARTER_HOUR_MS - 1, start + QUARTER_HOUR_MS].map((occurredAtMs) => call('missed', { occurredAtMs })));
    expect(states.map((each) => [each.quarter - quarter, each.incoming[2]])).toEqual([[-1, 1], [0, 2], [1, 1]]);
  });

  it('keep users apart, in any quarter of any year, and know no metrics', () => {
    const far = Date.UTC(2200, 0, 1);
    const states = foldQuarters([other('interaction', 1, far), other('interaction', 2, far), other('interaction', 2 ** 29, 0), other('metric', 1, far)]);
    expect(states.map(({ userId, quarter: at, interactions }) => [userId, at * QUARTER_HOUR_MS, interactions])).toEqual([[1, far, 1], [2, far, 1], [2 ** 29, 0, 1]]);
  });
});

describe('a profile', () => {
  it('counts calls of both directions by outcome', () => {
    expect(callCounts(state([1, 2, 3, 4, 5], { outgoing: [10, 0, 20, 0, 0] }))).toEqual({ total: 45, incoming: 15, outgoing: 30, answered: 11, rejected: 2, missed: 23, transferred: 4, aiHandled: 5 });
  });

  it.each([[[0, 0, 0, 0, 0], undefined], [[1, 0, 1, 0, 0], 0.5], [[0, 0, 4, 0, 0], 0], [[3, 0, 0, 0, 1], 0.75]])('answers %p of incoming calls at a rate of %p', (incoming, rate) =>
    expect(answerRate(state(incoming, { outgoing: [9, 9, 9, 9, 9] }))).toBe(rate));

  it.each([[0, 0, undefined], [0, 2, 0], [90_500, 2, 45.25]])('of %i ms in %i timed calls has a mean of %p s', (answeredMs, timedAnswered, mean) =>
    expect(averageDurationSeconds(state([9, 0, 0, 0, 0], { answeredMs, timedAnswered }))).toBe(mean));

  it.each([
    ['no calls', [0, 0, 0, 0, 0], 10 * DAY_MS, undefined], ['one moment', [5, 0, 0, 0, 0], 0, 5], ['half a day', [5, 0, 0, 0, 0], DAY_MS / 2, 5], ['ten days', [5, 0, 0, 0, 0], 10 * DAY_MS, 0.5],
  ])('has calls a day, of a day at least: %s', (_name, incoming, spanMs, expected) => expect(callsPerDay(state(incoming, { firstMs: NOW_MS - spanMs }))).toBe(expected));

  it('has hours on the clock of its zone', () => {
    const quarters = [{ quarter: Math.floor(NOW_MS / QUARTER_HOUR_MS), calls: 3 }, { quarter: Math.floor(NOW_MS / QUARTER_HOUR_MS) + 1, calls: 2 }, { quarter: 0, calls: 1 }];
    const hours = (zone: string): [number, number][] => [...hourlyCalls(quarters, zone, new ZoneClock()).entries()].filter(([, count]) => count > 0);
    expect(hours('UTC')).toEqual([[0, 1], [10, 5]]);
    expect(hours('Asia/Shanghai')).toEqual([[8, 1], [18, 5]]);
    expect(hours('Asia/Kathmandu')).toEqual([[5, 1], [15, 3], [16, 2]]);
    expect(hourlyCalls([], 'UTC', new ZoneClock())).toEqual(new Array(24).fill(0));
  });

  it.each([
    ['too few', [0, 0, 0, 0, 9], undefined], ['half to the AI', [5, 0, 0, 0, 5], 'delegating'], ['just below half', [6, 0, 0, 0, 5], 'selective'],
    ['seven of ten answered', [7, 0, 3, 0, 0], 'responsive'], ['just below', [69, 0, 31, 0, 0], 'selective'], ['six of ten missed', [0, 4, 6, 0, 0], 'unavailable'], ['rejecting', [1, 9, 0, 0, 0], 'selective'],
  ])('has a style: %s', (_name, incoming, style) => expect(interactionStyle(state(incoming))).toBe(style));

  it.each([[0, 0, null, null], [0, 10, 0, 'low'], [19, 100, 0.19, 'low'], [20, 100, 0.2, 'medium'], [39, 100, 0.39, 'medium'], [40, 100, 0.4, 'high'], [10, 10, 1, 'high']])(
    '%i spam calls in %i', (spam, incoming, spamExposure, level) => expect(spamRisk(spam, incoming)).toEqual({ spamExposure, level }));
});

describe('preferences', () => {
  const DEFAULTS: Preferences = { timezone: 'Asia/Shanghai', language: 'zh-CN', whitelistStrategy: 'moderate', shareAnalytics: false, reports: ['weekly'] };

  it.each([
    [{ timezone: 'Europe/Berlin' }], [{ language: 'en' }], [{ language: 'zh-Hans-CN' }], [{ whitelistStrategy: 'strict' }], [{ shareAnalytics: true }], [{ reports: [] }], [{ reports: ['daily', 'monthly'] }], [{ timezone: 'UTC', language: 'de-DE', whitelistStrategy: 'permissive', shareAnalytics: false }],
  ])('may be %p', (change) => expect(preferenceFaults(change)).toEqual([]));

  it.each([
    ['nothing', {}, ['']], ['a zone that is none', { timezone: 'Mars/Phobos' }, ['timezone']], ['an offset', { timezone: '+08:00' }, ['timezone']], ['a zone of 65', { timezone: 'A'.repeat(65) }, ['timezone']], ['no text', { timezone: null }, ['timezone']],
    ['a language in words', { language: 'Chinese please' }, ['language']], ['NUL', { language: 'zh\0' }, ['language']], ['a strategy nobody knows', { whitelistStrategy: 'lenient' }, ['whitelistStrategy']],
    ['words for yes', { shareAnalytics: 'true' }, ['shareAnalytics']], ['a number', { shareAnalytics: 1 }, ['shareAnalytics']], ['a report nobody makes', { reports: ['yearly'] }, ['reports']], ['a report twice', { reports: ['daily', 'daily'] }, ['reports']], ['a name nobody knows', { colour: 'red' }, ['colour']],
    ['a name every object has', { constructor: 'x' }, ['constructor']], ['a prototype', JSON.parse('{"__proto__":{"timezone":"UTC"}}') as object, ['__proto__']],
    ['several at once', { timezone: 1, language: 2, shareAnalytics: true }, ['timezone', 'language']],
  ])('may not be %s', (_name, change, paths) => expect(preferenceFaults(change as Record<string, unknown>).map(({ path }) => path)).toEqual(paths));

  it('are what was chosen over the defaults; what holds no longer is passed over', () => {
    expect(effectivePreferences({}, DEFAULTS)).toEqual(DEFAULTS);
    expect(effectivePreferences({ timezone: 'UTC', language: 5, colour: 'red', shareAnalytics: true }, DEFAULTS)).toEqual({ ...DEFAULTS, timezone: 'UTC', shareAnalytics: true });
  });

  it('are whole and good whatever was stored', () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom('timezone', 'language', 'whitelistStrategy', 'shareAnalytics', 'x', '__proto__'), fc.jsonValue()), (stored) => {
      const effective = effectivePreferences(stored, DEFAULTS);
      expect(preferenceFaults({ ...effective })).toEqual([]);
      expect(Object.keys(effective).sort()).toEqual(Object.keys(DEFAULTS).sort());
    }));
  });
});
