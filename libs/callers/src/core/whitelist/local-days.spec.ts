import fc from 'fast-check';
import { QUARTER_HOUR_MS } from '#kernel';
import { endOfDay } from './local-days.js';
import { hourIn } from './whitelist.fixture.js';

const iso = (epochMs: number): string => new Date(epochMs).toISOString();

describe('the end of a day', () => {
  it.each([
    ['in Shanghai', 'Asia/Shanghai', '2026-11-22T00:30:00Z', '2026-11-22T16:00:00.000Z'],
    ['that has just begun', 'Asia/Shanghai', '2026-11-22T16:00:00Z', '2026-11-23T16:00:00.000Z'],
    ['that is all but over', 'Asia/Shanghai', '2026-11-22T15:59:59.999Z', '2026-11-22T16:00:00.000Z'],
    ['on a clock with odd minutes', 'Asia/Kathmandu', '2026-11-22T10:00:00Z', '2026-11-22T18:15:00.000Z'],
    ['of 23 hours', 'Europe/Berlin', '2026-03-28T23:00:00Z', '2026-03-29T22:00:00.000Z'],
    ['of 25 hours', 'Europe/Berlin', '2026-10-24T22:00:00Z', '2026-10-25T23:00:00.000Z'],
    ['whose next has no midnight', 'Africa/Cairo', '2026-04-23T10:00:00Z', '2026-04-23T22:00:00.000Z'],
    ['whose last hour comes twice', 'Africa/Cairo', '2026-10-29T10:00:00Z', '2026-10-29T22:00:00.000Z'],
  ])('%s', (_name, zone, moment, expected) => expect(iso(endOfDay(Date.parse(moment), hourIn(zone)))).toBe(expected));

  it('lies ahead by no more than 25 hours, and is the same for all moments of the day', () => {
    const moment = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) });
    fc.assert(fc.property(moment, fc.constantFrom('Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'Asia/Kolkata', 'UTC'), (at, zone) => {
      const end = endOfDay(at, hourIn(zone));
      expect(end - at).toBeGreaterThan(0);
      expect(end - at).toBeLessThanOrEqual(25 * 3_600_000);
      expect(endOfDay(end - 1, hourIn(zone))).toBe(end);
      expect(hourIn(zone)(end - QUARTER_HOUR_MS)).toBe(23);
    }));
  });
});
