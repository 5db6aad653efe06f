import fc from 'fast-check';
import type { WhitelistChange } from '#callers/core';
import { DAY_MS } from '#kernel';
import { LocalTime } from '../period/local-time.js';
import { totalsOf, type CallCounts } from './call-counts.js';
import { topCallers, type CallerCounts } from './caller-counts.js';
import { dayTrend } from './day-trends.js';
import { whitelistGrowth } from './whitelist-growth.js';

const NEW_YORK = new LocalTime('America/New_York');
const MARCH_MS = Date.parse('2026-03-01T05:00:00Z');
const counts = (startMs: number, calls = 1): CallCounts => ({ startMs, incoming: [calls, 0, 0, 0, 0], outgoing: [0, 0, 0, 0, 0], timedAnswered: calls, answeredMs: 1000 * calls });

describe('totals', () => {
  it('hold what lies in the period, by the clock on the wall', () => {
    const times = ['2026-03-08T06:30:00Z', '2026-03-08T07:00:00Z', '2026-03-09T04:00:00Z'].map((time) => counts(Date.parse(time)));
    const { hours, weekdays, incoming } = totalsOf(times, { fromMs: Date.parse('2026-03-08T05:00:00Z'), toMs: Date.parse('2026-03-09T04:00:00Z') }, NEW_YORK);
    expect([hours[1], hours[2], hours[3], weekdays, incoming[0]]).toEqual([1, 0, 1, [0, 0, 0, 0, 0, 0, 2], 2]);
  });

  it('of neighbouring periods are those of both', () => {
    const quarters = fc.array(fc.record({ at: fc.integer({ min: 0, max: 4000 }), calls: fc.integer({ min: 1, max: 9 }) }), { maxLength: 60 });
    fc.assert(fc.property(quarters, fc.integer({ min: 0, max: 4000 }), (told, cut) => {
      const made = told.map(({ at, calls }) => counts(MARCH_MS + at * 900_000, calls));
      const of = (from: number, to: number): readonly number[] => totalsOf(made, { fromMs: MARCH_MS + from * 900_000, toMs: MARCH_MS + to * 900_000 }, NEW_YORK).hours;
      const [before, after] = [of(0, cut), of(cut, 4001)];
      expect(of(0, 4001)).toEqual(before.map((count, hour) => count + (after[hour] ?? 0)));
    }));
  });
});

describe('the loudest callers', () => {
  it('are ten, by calls, then by who called last', () => {
    const caller = (callerId: number, calls: number, lastMs: number): CallerCounts =>
      ({ callerId, claimed: false, verdict: undefined, category: undefined, incoming: [calls, 0, 0, 0, 0], aiJudged: 0, aiSettled: 0, lastMs });
    const many = Array.from({ length: 20 }, (_, at) => caller(at + 1, at < 3 ? 9 : 2, at));
    expect(topCallers([...many, { ...caller(99, 50, 0), claimed: true }, { ...caller(98, 50, 0), callerId: undefined }]).map(({ callerId }) => callerId)).toEqual([3, 2, 1, 20, 19, 18, 17, 16, 15, 14]);
  });
});

describe('the trend of days', () => {
  const days = (value: (day: number) => number, length = 20) => Array.from({ length }, (_, day) => ({ atMs: MARCH_MS + day * DAY_MS + 12 * 3_600_000, count: value(day) }));
  const span = { fromMs: MARCH_MS + 5 * 3_600_000, toMs: NEW_YORK.moved(MARCH_MS, 20) + 5 * 3_600_000 };

  it.each<[string, (day: number) => number, string]>([
    ['rises', (day) => day, 'rising'], ['falls', (day) => 30 - day, 'falling'], ['stays', () => 4, 'stable'],
  ])('%s', (_name, value, direction) => expect(dayTrend(days(value), span, NEW_YORK)).toMatchObject({ direction, days: 19 }));

  it('wants eight full days', () => {
    expect(dayTrend(days((day) => day), { ...span, toMs: span.fromMs + 8 * DAY_MS }, NEW_YORK)).toEqual({ direction: 'insufficient_history', slopePerDay: undefined, pValue: undefined, days: 7, reason: 'period_too_short' });
    expect(dayTrend([], { ...span, watchedFromMs: span.toMs - 3 * DAY_MS }, NEW_YORK)).toMatchObject({ direction: 'insufficient_history', reason: 'history_too_short' });
    expect(dayTrend([], { fromMs: span.toMs, toMs: span.toMs }, NEW_YORK).days).toBe(0);
  });
});

describe('a whitelist', () => {
  const change = (kind: WhitelistChange['change'], changedMs: number, expiresMs: number | null = null): WhitelistChange => ({ change: kind, changedMs, eventId: String(changedMs), expiresMs });

  it.each<[string, WhitelistChange[][], object]>([
    ['added before', [[change('add', 1)]], { entries: 1, added: 0, removed: 0 }],
    ['added within', [[change('add', 15)], [change('confirm', 12)]], { entries: 2, added: 2, removed: 0 }],
    ['taken off', [[change('add', 1), change('remove', 15)]], { entries: 0, added: 0, removed: 1 }],
    ['taken off and back', [[change('add', 1), change('remove', 15), change('undo', 16)]], { entries: 1, added: 0, removed: 0 }],
    ['run out', [[change('add', 1, 15)]], { entries: 0, added: 0, removed: 1 }],
    ['added after', [[change('add', 25)]], { entries: 0, added: 0, removed: 0 }],
    ['come and gone within', [[change('add', 12), change('remove', 13)]], { entries: 0, added: 0, removed: 0 }],
  ])('%s', (_name, changes, growth) => expect(whitelistGrowth(changes, { fromMs: 10, toMs: 20 })).toEqual(growth));
});
