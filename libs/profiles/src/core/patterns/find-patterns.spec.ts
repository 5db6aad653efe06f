import { DAY_MS, seededRandom } from '#kernel';
import { ANSWERED, OUTCOMES } from '#realtime/core';
import { LocalDays } from '../anomalies/local-days.js';
import { findPatterns } from './find-patterns.js';
import { BaselineFold } from './fold-baseline.js';
import { sessionsOf } from './sessions.js';
import type { HistoryCall, NumberFacts, UserHistory } from './user-history.js';

const HOUR_MS = 3_600_000;
/** A Monday; Shanghai's midnight. */
const START_MS = Date.UTC(2025, 0, 6) - 8 * HOUR_MS;
const REJECTED = OUTCOMES.indexOf('rejected');

function history(calls: readonly HistoryCall[], days: number, more: Partial<UserHistory> = {}): UserHistory {
  const numbers = new Map<number, NumberFacts>(calls.map(({ callerId, atMs }) => [callerId, { firstMs: atMs, isSpam: false }]));
  return { calls, numbers, fromMs: START_MS, toMs: START_MS + days * DAY_MS, calendar: new LocalDays('Asia/Shanghai'), strategy: 'moderate', ...more };
}

function call(atMs: number, more: Partial<HistoryCall> = {}): HistoryCall {
  return { atMs, callerId: 1, isIncoming: true, outcome: ANSWERED, durationMs: 60_000, ...more };
}

/** Four calls a day at chance hours, each of a number of its own. */
function evenCalls(days: number, seed: number, perDay = 4): HistoryCall[] {
  const random = seededRandom(seed);
  return Array.from({ length: days * perDay }, (_, at) => call(START_MS + (at / perDay) * DAY_MS + random.next() * 6 * HOUR_MS, { callerId: at + 1 })).sort((left, right) => left.atMs - right.atMs);
}

const codes = (found: ReturnType<typeof findPatterns>): string[] => found.map(({ code }) => code);

describe('sessions', () => {
  it('join calls of one number within half an hour, and are answered where one of them was', () => {
    const calls = [call(START_MS, { outcome: REJECTED }), call(START_MS + 20 * 60_000), call(START_MS + 25 * 60_000, { callerId: 2, outcome: REJECTED }), call(START_MS + 45 * 60_000, { outcome: REJECTED }), call(START_MS + 80 * 60_000)];
    const { length, outcome, number, turn, weekday } = sessionsOf(history(calls, 2));
    expect([length, [...outcome], [...number]]).toEqual([3, [ANSWERED, REJECTED, ANSWERED], [0, 1, 0]]);
    expect([turn[0], weekday[0]]).toEqual([0, 0]);
  });

  it('know who calls as it stood then', () => {
    const calls = [1, 2, 3, 4, 1, 2, 3].map((callerId, at) => call(START_MS + at * HOUR_MS, { callerId, outcome: callerId === 1 ? ANSWERED : REJECTED }));
    const numbers = new Map<number, NumberFacts>([
      [1, { firstMs: START_MS, isSpam: false }], [2, { firstMs: START_MS, isSpam: true }],
      [3, { firstMs: START_MS + HOUR_MS, isSpam: false, reported: { label: 'spam', atMs: START_MS + 3 * HOUR_MS } }], [4, { firstMs: START_MS - DAY_MS, isSpam: false }],
    ]);
    // 0 contact, 1 known, 2 new, 3 spam
    expect([...sessionsOf(history(calls, 1, { numbers })).callerClass]).toEqual([2, 3, 1, 1, 0, 3, 3]);
  });
});

describe('patterns', () => {
  it.each([[0], [1], [5]])('of %p calls there are none', (count) => {
    expect(findPatterns(history(evenCalls(60, 1).slice(0, count), 60), undefined)).toEqual([]);
  });

  it('tell what holds, with its test, its support and when it was seen', () => {
    const calls = evenCalls(120, 2).map((one) => {
      const isMonday = new Date(one.atMs + 8 * HOUR_MS).getUTCDay() === 1;
      return isMonday ? { ...one, outcome: REJECTED } : one;
    });
    const found = findPatterns(history(calls, 120), undefined).find(({ code }) => code === 'interaction.weekday.monday.rejected.more');
    expect(found).toMatchObject({ kind: 'interaction', test: 'fisher', support: 72, detail: { share: 1, expected: 0 } });
    expect(found?.firstMs).toBe(calls[0]?.atMs);
    expect(found?.confidence).toBeCloseTo(1 - (found?.qValue as number), 12);
    expect(found?.text).toEqual({
      en: '100 % of the calls you get on Mondays are rejected; of your other calls, 0 %.', 'zh-CN': '周一的来电有 100 % 被拒接，其他来电为 0 %。',
    });
  });

  it('take redials for one: a number that rings all day is no main contact', () => {
    const redials = Array.from({ length: 400 }, (_, at) => call(START_MS + 5 * DAY_MS + at * 60_000, { callerId: 99_999 }));
    const calls = [...evenCalls(60, 3), ...redials].sort((left, right) => left.atMs - right.atMs);
    expect(codes(findPatterns(history(calls, 60), undefined))).not.toContain('contacts.main');
    const main = evenCalls(60, 3).map((one, at) => (at % 3 === 0 ? one : { ...one, callerId: 99_999 }));
    expect(codes(findPatterns(history(main, 60), undefined))).toContain('contacts.main');
  });

  it('are told as sure as all tests made of the user leave them, those too small to tell among them', () => {
    // Hours differ a little from an even spread, and beyond doubt; more calls lately are less sure, but large enough.
    const random = seededRandom(6);
    const calls = Array.from({ length: 120 }, (_, day) => Array.from({ length: day < 92 ? 5 : 8 }, (_unused, at) => {
      const hour = random.next() * (random.next() < 0.28 ? 12 : 24);
      return call(START_MS + day * DAY_MS + hour * HOUR_MS, { callerId: day * 100 + at + 1, isIncoming: false });
    })).flat().sort((left, right) => left.atMs - right.atMs);
    const [only, ...rest] = findPatterns(history(calls, 120), undefined);
    expect([only?.code, rest]).toEqual(['frequency.more-lately', []]);
    // Of dialled calls alone eleven tests are made: eight of times, two of frequency, one of contacts.
    expect((only?.qValue as number) / (only?.pValue as number)).toBeCloseTo(11, 9);
  });

  it('of the whole platform are no one’s', () => {
    const fold = new BaselineFold();
    for (let seed = 10; seed < 40; seed++) fold.add(sessionsOf(history(evenCalls(60, seed), 60)));
    const night = history(evenCalls(60, 4).map((one, at) => ({ ...one, atMs: START_MS + Math.floor(at / 4) * DAY_MS + (at % 4) * HOUR_MS })), 60);
    const baseline = fold.result();
    expect(baseline?.users).toBe(30);
    expect(baseline?.weekdays.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    expect(codes(findPatterns(night, baseline))).toContain('temporal.night.more');
    expect(findPatterns(history(evenCalls(60, 5), 60), baseline)).toEqual([]);
  });

  it('are compared with nobody under twenty users', () => {
    const fold = new BaselineFold();
    for (let seed = 10; seed < 29; seed++) fold.add(sessionsOf(history(evenCalls(60, seed), 60)));
    expect(fold.result()).toBeUndefined();
  });
});
