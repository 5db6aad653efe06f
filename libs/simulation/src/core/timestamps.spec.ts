import { byTime } from './order.js';
import { dayOf, timestampOf } from './timestamps.js';

describe('dayOf and timestampOf', () => {
  it.each([
    ['2026-11-01T00:00:00+08:00', 0, 480, 0, '2026-11-01T00:00:00.000+08:00', true],
    ['2026-11-01T00:00:00+08:00', 1, 480, 34_200_007, '2026-11-02T09:30:00.007+08:00', false],
    ['2026-11-01T00:00:00+08:00', 30, 480, 86_399_999, '2026-12-01T23:59:59.999+08:00', false],
    ['2024-02-28T00:00:00-03:30', 1, -210, 3_600_000, '2024-02-29T01:00:00.000-03:30', false],
    ['2026-11-06T00:00:00Z', 1, 0, 0, '2026-11-07T00:00:00.000+00:00', true],
  ])('%s, day %d', (...[start, index, offsetMinutes, sinceMidnightMs, text, weekend]) => {
    const day = dayOf(index, Date.parse(start), offsetMinutes);
    expect(timestampOf(day, sinceMidnightMs)).toBe(text);
    expect(Date.parse(text)).toBe(day.startMs + sinceMidnightMs);
    expect(day.weekend).toBe(weekend);
  });
});

describe('byTime', () => {
  it('orders by time and leaves equal times as they came', () => {
    const items = [[5, 'a'], [1, 'b'], [5, 'c'], [86_399_999, 'd'], [1, 'e'], [0, 'f']] as const;
    const sorted = byTime(items.map(([atMs, name]) => ({ atMs, name })));
    expect(sorted.map(({ name }) => name).join('')).toBe('fbeacd');
  });
});
