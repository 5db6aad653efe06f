import fc from 'fast-check';
import { instantFault, parseInstant } from './instant.js';

describe('parseInstant', () => {
  it.each([
    ['UTC', '2026-11-22T09:30:00Z', '2026-11-22T09:30:00.000Z'],
    ['an offset to the east', '2026-11-22T09:30:00+08:00', '2026-11-22T01:30:00.000Z'],
    ['an offset to the west', '2026-11-22T09:30:00-09:30', '2026-11-22T19:00:00.000Z'],
    ['an unknown offset (RFC 3339, 4.3)', '2026-11-22T09:30:00-00:00', '2026-11-22T09:30:00.000Z'],
    ['the widest offset', '2026-01-01T00:00:00+23:59', '2025-12-31T00:01:00.000Z'],
    ['lower case', '2026-11-22t09:30:00z', '2026-11-22T09:30:00.000Z'],
    ['a blank for the T', '2026-11-22 09:30:00Z', '2026-11-22T09:30:00.000Z'],
    ['one fractional digit', '2026-11-22T09:30:00.1Z', '2026-11-22T09:30:00.100Z'],
    ['two', '2026-11-22T09:30:00.12Z', '2026-11-22T09:30:00.120Z'],
    ['three', '2026-11-22T09:30:00.123Z', '2026-11-22T09:30:00.123Z'],
    ['six, cut', '2026-11-22T09:30:00.123999Z', '2026-11-22T09:30:00.123Z'],
    ['nine, with an offset', '2026-11-22T09:30:00.000999999-01:00', '2026-11-22T10:30:00.000Z'],
    ['29 February of a leap year', '2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ['29 February 2000', '2000-02-29T12:00:00Z', '2000-02-29T12:00:00.000Z'],
    ['a leap second', '2016-12-31T23:59:60Z', '2016-12-31T23:59:59.000Z'],
    ['a leap second elsewhere', '2017-01-01T07:59:60+08:00', '2016-12-31T23:59:59.000Z'],
    ['a year below 100', '0099-12-31T23:59:59Z', '0099-12-31T23:59:59.000Z'],
    ['year 0', '0000-03-01T00:00:00Z', '0000-03-01T00:00:00.000Z'],
  ])('reads %s', (_name, text, expected) => expect(new Date(parseInstant(text) ?? NaN).toISOString()).toBe(expected));

  it.each([
    ['no zone', '2026-11-22T09:30:00'], ['a date', '2026-11-22'], ['seconds left out', '2026-11-22T09:30Z'], ['nothing', ''],
    ['a point without digits', '2026-11-22T09:30:00.Z'], ['ten fractional digits', '2026-11-22T09:30:00.0000000001Z'], ['a comma', '2026-11-22T09:30:00,5Z'],
    ['month 0', '2026-00-22T09:30:00Z'], ['month 13', '2026-13-22T09:30:00Z'], ['day 0', '2026-11-00T09:30:00Z'], ['31 November', '2026-11-31T09:30:00Z'],
    ['29 February of an ordinary year', '2026-02-29T00:00:00Z'], ['29 February 1900', '1900-02-29T00:00:00Z'],
    ['hour 24', '2026-11-22T24:00:00Z'], ['minute 60', '2026-11-22T09:60:00Z'], ['second 61', '2026-11-22T09:30:61Z'],
    ['offset hour 24', '2026-11-22T09:30:00+24:00'], ['offset minute 60', '2026-11-22T09:30:00+08:60'], ['an offset without colon', '2026-11-22T09:30:00+0800'],
    ['a zone name', '2026-11-22T09:30:00 CST'], ['a five-digit year', '12026-11-22T09:30:00Z'], ['a signed year', '+002026-11-22T09:30:00Z'],
    ['blanks around', ' 2026-11-22T09:30:00Z '], ['a line break after', '2026-11-22T09:30:00Z\n'], ['full-width digits', '２026-11-22T09:30:00Z'],
    ['Arabic digits', '٢٠٢٦-11-22T09:30:00Z'], ['epoch milliseconds', '1795339800000'], ['words', 'yesterday'],
  ])('refuses %s', (_name, text) => expect(parseInstant(text)).toBeUndefined());

  it('agrees with Date.parse on every canonical moment of four-digit years', () => {
    fc.assert(fc.property(fc.date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true }), (date) => {
      expect(parseInstant(date.toISOString())).toBe(date.getTime());
    }));
  });

  it('agrees with Date.parse on any fields and offsets', () => {
    const two = (most: number): fc.Arbitrary<string> => fc.integer({ min: 0, max: most }).map((value) => String(value).padStart(2, '0'));
    const text = fc.tuple(fc.integer({ min: 100, max: 9999 }), two(13), two(32), two(23), two(60), two(59), fc.constantFrom('Z', '+08:00', '-03:30', '+14:00', '-12:00'))
      .map(([year, month, day, hour, minute, second, zone]) => `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${minute}:${second}${zone}`);
    fc.assert(fc.property(text, (written) => {
      const expected = Date.parse(written);
      // Date.parse rolls 30 February over; the day then is not the one that was written.
      const exists = !Number.isNaN(expected) && new Date(Date.parse(`${written.slice(0, 10)}T00:00:00Z`)).toISOString().startsWith(written.slice(0, 10));
      expect(parseInstant(written)).toBe(exists ? expected : undefined);
    }), { numRuns: 2000 });
  });
});

describe('instantFault', () => {
  const now = Date.UTC(2026, 10, 22);
  const ahead = 48 * 3_600_000;

  it.each([
    ['no instant', undefined, /RFC 3339/],
    ['just before 2000', Date.UTC(2000, 0, 1) - 1, /before 2000-01-01/],
    ['year 1', Date.parse('0001-01-01T00:00:00Z'), /before 2000-01-01/],
    ['the beginning of 2000', Date.UTC(2000, 0, 1), undefined],
    ['now', now, undefined],
    ['48 hours ahead', now + ahead, undefined],
    ['a millisecond more', now + ahead + 1, /48 hours ahead/],
  ])('%s', (_name, at, expected) => {
    const fault = instantFault(at, now);
    if (expected === undefined) expect(fault).toBeUndefined();
    else expect(fault).toMatch(expected);
  });

  it('lets no year below 100 pass as one of the 2000s', () => {
    expect(instantFault(parseInstant('0099-12-31T23:59:59-23:59'), now)).toMatch(/before 2000/);
  });
});
