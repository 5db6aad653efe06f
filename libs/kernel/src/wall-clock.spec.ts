import { WallClock } from './wall-clock.js';

const clock = new WallClock();
const shown = (zone: string, instant: string): string => {
  const { weekday, minuteOfDay } = clock.at(zone, Date.parse(instant));
  return `${weekday} ${Math.floor(minuteOfDay / 60)}:${minuteOfDay % 60}`;
};

it.each([
  ['Asia/Shanghai', '2026-01-15T10:00:00Z', '4 18:0'],
  ['Asia/Shanghai', '2026-01-17T16:00:00Z', '0 0:0'],
  ['Asia/Shanghai', '2026-01-17T15:59:59.999Z', '6 23:59'],
  ['Asia/Kathmandu', '2026-01-15T10:00:00Z', '4 15:45'],
  ['America/New_York', '2026-01-15T03:30:00Z', '3 22:30'],
  ['UTC', '2026-01-15T00:00:00Z', '4 0:0'],
])('%s at %s shows %s', (zone, instant, expected) => expect(shown(zone, instant)).toBe(expected));

it('shows an hour twice when clocks go back, and leaves one out when they go forward', () => {
  expect(['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z'].map((at) => shown('Europe/Berlin', at))).toEqual(['0 2:30', '0 2:30']);
  expect(['2026-03-29T00:59:00Z', '2026-03-29T01:00:00Z'].map((at) => shown('Europe/Berlin', at))).toEqual(['0 1:59', '0 3:0']);
});
