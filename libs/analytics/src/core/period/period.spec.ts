import fc from 'fast-check';
import { DAY_MS } from '#kernel';
import { LocalTime } from './local-time.js';
import { customSpan, fullHour, namedSpan, PERIODS, type NamedPeriod } from './period.js';

const ZONES = ['America/New_York', 'Asia/Shanghai', 'Australia/Lord_Howe', 'Asia/Kolkata', 'Africa/Cairo', 'UTC'];
const iso = (ms: number): string => new Date(ms).toISOString();
const moment = fc.integer({ min: Date.UTC(2015, 0, 1), max: Date.UTC(2035, 0, 1) });

/** What a clock shows, through Intl alone. */
const shown = (zone: string, ms: number): string => new Intl.DateTimeFormat('sv', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(ms);

describe('a calendar', () => {
  it.each([
    ['a Sunday night', 'America/New_York', '2026-03-08T04:59:00Z', { hour: 23, weekday: 5 }],
    ['the hour before the clock goes forward', 'America/New_York', '2026-03-08T06:59:00Z', { hour: 1, weekday: 6 }],
    ['the hour after', 'America/New_York', '2026-03-08T07:00:00Z', { hour: 3, weekday: 6 }],
    ['half hours', 'Asia/Kolkata', '2026-03-08T18:30:00Z', { hour: 0, weekday: 0 }],
    ['before 1970', 'UTC', '1969-12-31T23:00:00Z', { hour: 23, weekday: 2 }],
  ])('%s', (_name, zone, time, place) => expect(new LocalTime(zone).placeOf(Date.parse(time))).toMatchObject(place));

  it('moves by days to the same time of the clock, or, where that is skipped, as long after', () => {
    fc.assert(fc.property(moment, fc.integer({ min: -100, max: 100 }), fc.constantFrom(...ZONES), (at, days, zone) => {
      const minute = Math.floor(at / 60_000) * 60_000;
      const moved = new LocalTime(zone).moved(minute, days);
      const wanted = iso(Date.parse(`${shown(zone, minute).replace(' ', 'T')}:00Z`) + days * DAY_MS).slice(0, 16).replace('T', ' ');
      const late = Date.parse(`${shown(zone, moved).replace(' ', 'T')}Z`) - Date.parse(`${wanted.replace(' ', 'T')}Z`);
      // A skip is of an hour at most.
      expect([0, 1_800_000, 3_600_000]).toContain(late);
      if (late > 0) expect(shown(zone, moved - late)).not.toBe(wanted);
    }));
  });

  it('begins a day when the clock shows midnight, the first time', () => {
    const time = new LocalTime('America/New_York');
    expect(iso(time.startOf(time.placeOf(Date.parse('2026-11-01T12:00:00Z')).day))).toBe('2026-11-01T04:00:00.000Z');
    expect(iso(time.startOf(time.placeOf(Date.parse('2026-11-02T12:00:00Z')).day))).toBe('2026-11-02T05:00:00.000Z');
  });
});

describe('a period', () => {
  it.each<[NamedPeriod, string, string, string, string]>([
    ['24h', '2026-03-08T16:22:00Z', '2026-03-06T16:15:00.000Z', '2026-03-07T16:15:00.000Z', '2026-03-08T16:15:00.000Z'],
    ['7d', '2026-03-10T16:22:00Z', '2026-02-24T17:15:00.000Z', '2026-03-03T17:15:00.000Z', '2026-03-10T16:15:00.000Z'],
    ['30d', '2026-03-10T16:00:00Z', '2026-01-09T17:00:00.000Z', '2026-02-08T17:00:00.000Z', '2026-03-10T16:00:00.000Z'],
  ])('%s to %s', (period, asOf, ...expected) => {
    const { previousFromMs, fromMs, toMs } = namedSpan(period, Date.parse(asOf), new LocalTime('America/New_York'));
    expect([previousFromMs, fromMs, toMs].map(iso)).toEqual(expected);
  });

  it.each([
    ['whole days: the same number of them before', '2026-03-08T05:00:00Z', '2026-03-09T04:00:00Z', '2026-03-07T05:00:00.000Z'],
    ['parts of days: as long', '2026-03-08T05:00:00Z', '2026-03-09T03:00:00Z', '2026-03-07T07:00:00.000Z'],
    ['cut to quarter hours', '2026-03-10T05:07:00Z', '2026-03-10T05:31:00Z', '2026-03-10T04:30:00.000Z'],
  ])('of one’s own, %s', (_name, from, to, before) => {
    expect(iso(customSpan(Date.parse(from), Date.parse(to), new LocalTime('America/New_York')).previousFromMs)).toBe(before);
  });

  it('ends before it is asked for, and lies after the one before without a gap', () => {
    const names = PERIODS.filter((name): name is NamedPeriod => name !== 'custom');
    fc.assert(fc.property(moment, fc.constantFrom(...names), fc.constantFrom(...ZONES), (asOf, name, zone) => {
      const { previousFromMs, fromMs, toMs } = namedSpan(name, asOf, new LocalTime(zone));
      expect(asOf - toMs).toBeGreaterThanOrEqual(0);
      expect(asOf - toMs).toBeLessThan(900_000);
      expect([previousFromMs < fromMs, fromMs < toMs, fromMs % 900_000]).toEqual([true, true, 0]);
      expect(fullHour(toMs)).toBeLessThanOrEqual(toMs);
    }));
  });
});
