import { HOUR_MS } from './hourly-points.js';
import { hourOfDay, localHours, weekdayOf } from './local-hours.js';
import { hourly, noise, summarize } from './series.fixture.js';

const hoursFrom = (iso: string, count: number): Float64Array => Float64Array.from({ length: count }, (_, at) => Date.parse(iso) / HOUR_MS + at);
const shown = (zone: string, hour: number): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', hourCycle: 'h23' }).format(hour * HOUR_MS);
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

describe('local hours', () => {
  it.each([
    ['Europe/Berlin', '2026-03-27T00:00Z'], ['Europe/Berlin', '2026-10-23T00:00Z'], ['America/New_York', '2026-03-06T00:00Z'],
    ['America/New_York', '2026-10-30T00:00Z'], ['Asia/Kolkata', '2026-01-01T00:00Z'], ['Australia/Lord_Howe', '2026-04-03T00:00Z'],
    ['Pacific/Kiritimati', '1994-12-29T00:00Z'], ['Asia/Shanghai', '1969-12-25T00:00Z'],
  ])('are what a clock in %s shows from %s on', (zone, from) => {
    const utc = hoursFrom(from, 120);
    const local = localHours(utc, zone);
    const written = Array.from(local, (hour) => `${WEEKDAYS[weekdayOf(hour)]} ${String(hourOfDay(hour)).padStart(2, '0')}`);
    expect(written).toEqual(Array.from(utc, (hour) => shown(zone, hour).replace(',', '')));
  });

  it.each([['leave one out when clocks go forward', '2026-03-29T00:00Z', [1, 3, 4]], ['come twice when clocks go back', '2026-10-25T00:00Z', [2, 2, 3]]])(
    '%s', (_name, from, expected) => expect(Array.from(localHours(hoursFrom(from, 3), 'Europe/Berlin'), hourOfDay)).toEqual(expected));
});

describe('a rhythm on the clock on the wall', () => {
  /** Sixty days of office hours: busy from nine to five, above all at ten, where people live. */
  const office = (zone: string, from: string) => {
    const random = noise(7);
    const count = 60 * 24;
    const local = localHours(hoursFrom(from, count), zone);
    const isOpen = (hour: number): boolean => hourOfDay(hour) >= 9 && hourOfDay(hour) < 17 && weekdayOf(hour) % 6 !== 0;
    return hourly(count, (at) => (isOpen(local[at]!) ? 40 : 2) + (hourOfDay(local[at]!) === 10 ? 30 : 0) + random(), Date.parse(from));
  };

  it.each([
    ['Europe/Berlin', '2026-03-01T00:00Z'], ['Europe/Berlin', '2026-10-01T00:00Z'], ['America/New_York', '2026-02-10T00:00Z'], ['America/New_York', '2026-10-05T00:00Z'],
  ])('stays where it is when clocks change in %s after %s', (zone, from) => {
    const { seasonality, anomalies, text, direction } = summarize(office(zone, from), { zone });
    expect(seasonality).toEqual([
      { periodHours: 24, strength: expect.any(Number), significant: true },
      { periodHours: 168, strength: expect.any(Number), significant: true },
    ]);
    expect(seasonality[0]!.strength).toBeGreaterThan(0.95);
    expect({ anomalies: anomalies.length < 8, direction }).toEqual({ anomalies: true, direction: 'stable' });
    expect(text.en).toContain('around 10:00');
    expect(text['zh-CN']).toContain('10 点左右');
  });

  it('would be shifted on UTC: the test can tell', () =>
    expect(summarize(office('Europe/Berlin', '2026-03-01T00:00Z'), { zone: 'UTC' }).anomalies.length).toBeGreaterThan(20));

  it('is not significant below the threshold asked for', () => {
    const random = noise(8);
    const points = hourly(40 * 24, (at) => 50 + 2 * Math.cos((Math.PI * at) / 12) + 3 * random());
    const significantAt = (seasonalityThreshold: number) =>
      summarize(points, { settings: { seasonalityThreshold, anomalyThreshold: 4 } }).seasonality.map(({ significant }) => significant);
    expect([significantAt(0.1), significantAt(0.9)]).toEqual([[true, false], [false, false]]);
  });

  it('is rarely found in noise, whatever the threshold', () => {
    let found = 0;
    for (let seed = 0; seed < 12; seed++) {
      const random = noise(seed, 0.7);
      const { seasonality } = summarize(hourly(28 * 24, () => 30 + 5 * random()), { settings: { seasonalityThreshold: 0, anomalyThreshold: 4 } });
      if (seasonality.some(({ significant }) => significant)) found++;
    }
    expect(found).toBeLessThanOrEqual(3);
  });
});
