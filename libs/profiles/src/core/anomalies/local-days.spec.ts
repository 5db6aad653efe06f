import fc from 'fast-check';
import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import { dateOf, dayOfDate, LocalDays } from './local-days.js';

const ZONES = ['Asia/Shanghai', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Apia', 'UTC'];
const someQuarter = fc.integer({ min: Date.UTC(2005, 0, 1) / QUARTER_HOUR_MS, max: Date.UTC(2035, 0, 1) / QUARTER_HOUR_MS });

/** As `Intl` writes it, looked up anew each time. */
function shown(zone: string, epochMs: number): [string, number] {
  const text = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(epochMs);
  return [text.slice(0, 10), Number(text.slice(11, 13))];
}

describe('days on a clock', () => {
  it('are those that the runtime’s calendar shows, and so are hours', () => {
    const calendars = new Map(ZONES.map((zone) => [zone, new LocalDays(zone)]));
    fc.assert(fc.property(someQuarter, fc.constantFrom(...ZONES), (quarter, zone) => {
      const { day, hour } = (calendars.get(zone) as LocalDays).placeOf(quarter);
      expect([dateOf(day), hour]).toEqual(shown(zone, quarter * QUARTER_HOUR_MS));
    }));
  });

  it('begin where the day before ends', () => {
    fc.assert(fc.property(fc.integer({ min: 13_000, max: 23_000 }), fc.constantFrom('Asia/Shanghai', 'Europe/Paris', 'America/New_York', 'Asia/Kathmandu'), (day, zone) => {
      const calendar = new LocalDays(zone);
      const start = calendar.startMs(day);
      expect([calendar.dayAt(start), calendar.dayAt(start - 1)]).toEqual([day, day - 1]);
    }), { numRuns: 40 });
  });

  it.each([['2026-03-29', 23], ['2026-10-25', 25], ['2026-05-01', 24]])('last as long as clocks let them: %s in Paris %d hours', (date, hours) => {
    const calendar = new LocalDays('Europe/Paris');
    const day = dayOfDate(date) as number;
    expect((calendar.startMs(day + 1) - calendar.startMs(day)) / (DAY_MS / 24)).toBe(hours);
  });

  it.each(['2026-02-30', '2026-2-3', '26-02-03', '', '2026-02-03T00:00', 'x'.repeat(10)])('have no such date: %s', (date) => expect(dayOfDate(date)).toBeUndefined());
});
