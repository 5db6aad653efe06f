import fc from 'fast-check';
import { foldDays, type BehaviourDays, type QuarterActivity } from './behaviour-days.js';
import { FEATURES } from './behaviour-features.js';
import { judgeDay, type Judging } from './judge-day.js';
import { LocalDays } from './local-days.js';
import type { DayFinding } from './day-finding.js';

const JUDGING: Judging = { features: FEATURES, thresholds: { deviation: 4, share: 0.04 }, seed: 1 };
const DAYS = 100;
const QUARTERS_A_DAY = 96;
/** Clocks in Berlin change within these days, forward and back. */
const FIRST = { spring: Date.UTC(2026, 1, 1) / 86_400_000, autumn: Date.UTC(2026, 8, 1) / 86_400_000 };

const busy = (quarter: number, incoming: number): QuarterActivity => ({ quarter, incoming, answered: incoming / 2, aiHandled: 0, outgoing: 0, timed: incoming / 2, answeredMs: 20_000 * incoming });
/** So many calls each noon. */
const noons = (callsOn: (day: number) => number, firstDay = FIRST.spring): QuarterActivity[] =>
  Array.from({ length: DAYS }, (_, day) => busy((firstDay + day) * QUARTERS_A_DAY + 48, callsOn(day)));

function folded(quarters: readonly QuarterActivity[], { firstDay = FIRST.spring, zone = 'Europe/Berlin' } = {}): BehaviourDays {
  return foldDays({ quarters, arrivals: [] }, { firstDay, lastDay: firstDay + DAYS - 1 }, new LocalDays(zone));
}

/** Days that are told of; each finding must survive JSON. */
function toldOf(days: BehaviourDays): number[] {
  const found = Array.from({ length: days.length }, (_, at) => judgeDay(days, at, JUDGING)).filter((one): one is DayFinding => one !== undefined);
  for (const { score, evidence } of found) {
    const numbers = [score, ...evidence.flatMap(({ value = 0, expected = 0, deviation = 0, share }) => [value, expected, deviation, share])];
    expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
  }
  return found.map(({ day }) => day - days.firstDay);
}

describe('odd days', () => {
  it.each<[string, QuarterActivity[], number[]]>([
    ['nothing at all', [], []],
    ['one day', noons(() => 20).slice(0, 1), []],
    ['a constant', noons(() => 20), []],
    ['zeros', noons(() => 0), []],
    ['a lone busy day', noons((day) => (day === 60 ? 200 : 0)), [60]],
    ['a silent week', noons((day) => (day >= 60 && day < 67 ? 0 : 20)), [60]],
    ['a quarter twice', noons(() => 20).flatMap((quarter) => [quarter, quarter]), []],
    ['figures that are none', noons((day) => (day % 7 === 0 ? NaN : 20)), []],
    ['100,000 quarters', Array.from({ length: 100_000 }, (_, at) => busy((FIRST.spring - 900) * QUARTERS_A_DAY + at, 2)), []],
  ])('%s: a defined answer', (_name, quarters, expected) => expect(toldOf(folded(quarters))).toEqual(expected));

  it.each(['spring', 'autumn'] as const)('of 23 or 25 hours are days like others, in %s', (season) => {
    const firstDay = FIRST[season];
    const quarters = Array.from({ length: DAYS * QUARTERS_A_DAY }, (_, at) => busy(firstDay * QUARTERS_A_DAY + at, at % 8 === 0 ? 2 : 0));
    const days = folded(quarters, { firstDay });
    expect(new Set(days.incoming.slice(1, -1)).size).toBeGreaterThan(1);
    expect(toldOf(days)).toEqual([]);
  });

  it('hold only finite numbers, whatever comes in', () => {
    const quarter = fc.record({
      quarter: fc.integer({ min: 0, max: DAYS * QUARTERS_A_DAY }).map((at) => FIRST.spring * QUARTERS_A_DAY + at), incoming: fc.nat(500), answered: fc.nat(500),
      aiHandled: fc.nat(9), outgoing: fc.nat(500), timed: fc.nat(50), answeredMs: fc.constantFrom(0, 1, 1e6, 1e15),
    }).map((one) => ({ ...one, incoming: Math.max(one.incoming, one.answered + one.aiHandled), timed: Math.min(one.timed, one.answered) }));
    fc.assert(fc.property(fc.array(quarter, { minLength: 30, maxLength: 200 }), (quarters) => void toldOf(folded(quarters))), { numRuns: 15 });
  });
});
