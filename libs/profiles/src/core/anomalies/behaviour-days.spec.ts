import fc from 'fast-check';
import { DAY_MS, QUARTER_HOUR_MS } from '#kernel';
import { foldDays, type QuarterActivity } from './behaviour-days.js';
import { LocalDays } from './local-days.js';

const FIRST_DAY = 20_500;
const MIDNIGHT_UTC = (FIRST_DAY * DAY_MS) / QUARTER_HOUR_MS;
const HOUR = 4;
const quiet = { incoming: 0, answered: 0, aiHandled: 0, outgoing: 0, timed: 0, answeredMs: 0 };
const span = { firstDay: FIRST_DAY, lastDay: FIRST_DAY + 1 };
const SHANGHAI = new LocalDays('Asia/Shanghai');

describe('days of a user', () => {
  it('are those of the user’s clock, and so is the night', () => {
    const quarters: QuarterActivity[] = [
      { ...quiet, quarter: MIDNIGHT_UTC - 8 * HOUR, incoming: 2, answered: 1, timed: 1, answeredMs: 5000 },
      { ...quiet, quarter: MIDNIGHT_UTC - 8 * HOUR + 1, outgoing: 1 },
      { ...quiet, quarter: MIDNIGHT_UTC - 2 * HOUR, incoming: 3, aiHandled: 1 },
      { ...quiet, quarter: MIDNIGHT_UTC + 16 * HOUR - 1, incoming: 1 },
      { ...quiet, quarter: MIDNIGHT_UTC + 16 * HOUR, outgoing: 4 },
      { ...quiet, quarter: MIDNIGHT_UTC + 40 * HOUR, incoming: 9 },
    ];
    const days = foldDays({ quarters, arrivals: [{ quarter: MIDNIGHT_UTC, callers: 2 }, { quarter: MIDNIGHT_UTC + 41 * HOUR, callers: 7 }] }, span, SHANGHAI);
    expect(Object.fromEntries(Object.entries(days).map(([name, values]) => [name, typeof values === 'number' ? values : [...(values as Float64Array)]]))).toEqual({
      firstDay: FIRST_DAY, length: 2, incoming: [6, 0], answered: [1, 0], aiHandled: [1, 0], outgoing: [1, 4], timed: [1, 0], answeredMs: [5000, 0],
      night: [3, 4], activeHours: [3, 1], newCallers: [2, 0],
    });
  });

  it('are none where they end before they begin', () => {
    expect(foldDays({ quarters: [], arrivals: [] }, { firstDay: 5, lastDay: 3 }, SHANGHAI)).toMatchObject({ length: 0, incoming: new Float64Array(0) });
  });

  it('hold the same in whatever order their quarter hours come', () => {
    const quarter = fc.record({ quarter: fc.integer({ min: MIDNIGHT_UTC - 200, max: MIDNIGHT_UTC + 200 }), incoming: fc.nat(5), outgoing: fc.nat(5), answered: fc.nat(5), aiHandled: fc.nat(5), timed: fc.nat(5), answeredMs: fc.nat(9999) });
    fc.assert(fc.property(fc.array(quarter), (quarters) => {
      const of = (list: readonly QuarterActivity[]): unknown => foldDays({ quarters: list, arrivals: [] }, span, SHANGHAI);
      expect(of(quarters.toReversed())).toEqual(of(quarters));
    }));
  });
});
