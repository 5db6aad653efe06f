import { DAY_MS, seededRandom } from '#kernel';
import { ANSWERED } from '#realtime/core';
import { LocalDays } from '../anomalies/local-days.js';
import { distinct, fullWeeks, noSurerThan } from './evidence.js';
import { findPatterns } from './find-patterns.js';
import { BaselineFold } from './fold-baseline.js';
import { sessionsOf } from './sessions.js';
import type { HistoryCall, UserHistory } from './user-history.js';

const HOUR_MS = 3_600_000;
/** A Monday, at midnight in Shanghai. */
const START_MS = Date.UTC(2025, 0, 6) - 8 * HOUR_MS;
const SATURDAY = 5;

/** Calls of a number each, so many on each of some days, at chance hours from nine to five. */
function callsOn(days: readonly number[], perDay: number, hours = 8): HistoryCall[] {
  const random = seededRandom(7);
  return days.flatMap((day) => Array.from({ length: perDay }, () => START_MS + day * DAY_MS + (9 + hours * random.next()) * HOUR_MS).sort((one, other) => one - other))
    .map((atMs, at) => ({ atMs, callerId: at + 1, isIncoming: true, outcome: ANSWERED, durationMs: 60_000 }));
}

function history(calls: readonly HistoryCall[], days: number): UserHistory {
  const numbers = new Map(calls.map(({ callerId, atMs }) => [callerId, { firstMs: atMs, isSpam: false }]));
  return { calls, numbers, fromMs: START_MS, toMs: START_MS + days * DAY_MS, calendar: new LocalDays('Asia/Shanghai'), strategy: 'moderate' };
}

const codesOf = (calls: readonly HistoryCall[], days: number): string[] => findPatterns(history(calls, days), undefined).map(({ code }) => code);
const daysUpTo = (days: number): number[] => Array.from({ length: days }, (_, day) => day);
const saturdays = (weeks: number): number[] => daysUpTo(weeks).map((week) => 7 * week + SATURDAY);

describe('few days', () => {
  it.each([
    ['1,200 calls in forty minutes of a Monday', callsOn([0], 1200, 2 / 3), 1],
    ['the same, a month later', callsOn([0], 1200, 2 / 3), 30],
    ['sixty calls on two Saturdays', callsOn(saturdays(2), 30), 14],
    ['thirteen days of twenty calls at night', callsOn(daysUpTo(13), 20, 1), 13],
  ])('%s tell nothing', (_, calls, days) => {
    expect(codesOf(calls, days)).toEqual([]);
  });

  it('do not make a weekly pattern: three weeks tell none, twelve do, and are sure of it as twelve weeks are', () => {
    const weekly = /^temporal\.(weekday\.more|weekly-peak)$/;
    const calls = (weeks: number): HistoryCall[] => callsOn(saturdays(weeks), 30);
    const everyday = (weeks: number): HistoryCall[] => callsOn(daysUpTo(7 * weeks), 1);
    const both = (weeks: number): HistoryCall[] => [...calls(weeks), ...everyday(weeks).map((call) => ({ ...call, callerId: call.callerId + 100_000 }))].sort((one, other) => one.atMs - other.atMs);
    expect(codesOf(both(3), 21).filter((code) => weekly.test(code))).toEqual([]);
    const found = findPatterns(history(both(14), 98), undefined).filter(({ code }) => weekly.test(code));
    expect(found.map(({ code }) => code).sort()).toEqual(['temporal.weekday.more', 'temporal.weekly-peak']);
    for (const { pValue, detail } of found) {
      expect(detail.weeks).toBe(13);
      expect(pValue).toBeGreaterThan(7 ** -13);
    }
  });

  it('are no witnesses of an outcome: fifty calls rejected on five Mondays are five', () => {
    const [days, rejected] = [daysUpTo(35), 1];
    const calls = callsOn(days, 10).map((call) => (Math.floor((call.atMs - START_MS) / DAY_MS) % 7 === 0 ? { ...call, outcome: rejected } : call));
    expect(codesOf(calls, 35).filter((code) => code.startsWith('interaction.weekday'))).toEqual([]);
  });

  it('make nobody newer than others: on a first day every number is new', () => {
    const fold = new BaselineFold();
    for (let user = 0; user < 30; user++) fold.add(sessionsOf(history(callsOn(daysUpTo(60), 4).map((call, at) => ({ ...call, callerId: (at * (user + 3)) % 40 })), 60)));
    const baseline = fold.result();
    expect(baseline?.measures.newcomers?.users).toBe(30);
    expect(findPatterns(history(callsOn([0], 20), 1), baseline)).toEqual([]);
    expect(findPatterns(history(callsOn(daysUpTo(27), 20), 27), baseline).filter(({ code }) => code.startsWith('contacts.newcomers'))).toEqual([]);
  });
});

describe('evidence', () => {
  it('is never surer than as many coins as there are days', () => {
    expect([noSurerThan(1, 0), noSurerThan(11, 0), noSurerThan(11, 0.5)]).toEqual([1, 2 ** -10, 0.5]);
    expect(distinct(Int32Array.of(3, 3, 4))).toBe(2);
  });

  it('of weeks is of whole ones, from the first full day on', () => {
    const sessions = sessionsOf(history(callsOn(daysUpTo(30), 1), 30));
    const weeks = fullWeeks(sessions);
    expect(weeks.map((week) => week.map((at) => sessions.day[at] as number))).toEqual([0, 1, 2, 3].map((week) => daysUpTo(7).map((day) => 1 + 7 * week + day)));
    expect(fullWeeks(sessionsOf(history(callsOn([0], 5), 3)))).toEqual([]);
  });
});
