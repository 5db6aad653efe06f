import fc from 'fast-check';
import { LocalTime } from '../period/local-time.js';
import { dateOf, dayOf, isSettled, momentsOf, periodAround, REPORT_KINDS, settledPeriods } from './report-period.js';

const NEW_YORK = new LocalTime('America/New_York');
const day = (date: string): number => dayOf(date) as number;
const HOUR_MS = 3_600_000;

describe('periods of reports', () => {
  it.each([
    ['daily', '2026-03-08', '2026-03-08', '2026-03-09'], ['weekly', '2026-03-08', '2026-03-02', '2026-03-09'], ['weekly', '2026-03-09', '2026-03-09', '2026-03-16'],
    ['weekly', '1969-12-28', '1969-12-22', '1969-12-29'], ['monthly', '2028-02-29', '2028-02-01', '2028-03-01'], ['monthly', '2026-12-31', '2026-12-01', '2027-01-01'],
  ] as const)('%s around %s', (kind, around, first, end) => {
    expect(periodAround(kind, day(around))).toEqual({ kind, firstDay: day(first), endDay: day(end) });
  });

  it.each([['2026-03-02', 167], ['2026-10-26', 169], ['2026-03-09', 168]])('the week of %s has %i hours in New York', (first, hours) => {
    const { fromMs, toMs } = momentsOf(periodAround('weekly', day(first)), NEW_YORK);
    expect((toMs - fromMs) / HOUR_MS).toBe(hours);
  });

  it('are settled an hour after their end', () => {
    const period = periodAround('daily', day('2026-03-08'));
    const endMs = Date.parse('2026-03-09T04:00:00Z');
    expect([isSettled(period, endMs + HOUR_MS - 1, NEW_YORK), isSettled(period, endMs + HOUR_MS, NEW_YORK)]).toEqual([false, true]);
    expect(settledPeriods('daily', 2, endMs + HOUR_MS, NEW_YORK).map(({ firstDay }) => dateOf(firstDay))).toEqual(['2026-03-07', '2026-03-08']);
    expect(settledPeriods('daily', 1, endMs, NEW_YORK).map(({ firstDay }) => dateOf(firstDay))).toEqual(['2026-03-07']);
  });

  it('follow each other without a gap, and every day lies in its own', () => {
    fc.assert(fc.property(fc.constantFrom(...REPORT_KINDS), fc.integer({ min: -5000, max: 40_000 }), (kind, around) => {
      const period = periodAround(kind, around);
      expect(period.firstDay).toBeLessThanOrEqual(around);
      expect(period.endDay).toBeGreaterThan(around);
      expect(periodAround(kind, period.endDay).firstDay).toBe(period.endDay);
      expect(periodAround(kind, period.endDay - 1)).toEqual(period);
    }));
  });

  it.each([['2026-02-30'], ['2026-3-1'], [''], ['2026-13-01'], ['today']])('%p is no day', (written) => expect(dayOf(written)).toBeUndefined());
});
