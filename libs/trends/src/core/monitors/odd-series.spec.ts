import fc from 'fast-check';
import { localHours } from '../summary/local-hours.js';
import { numbersIn } from '../summary/series.fixture.js';
import { CONDITIONS, type Condition, type Reading } from './watch.js';
import { watchHours, type IncidentNow } from './watch-hours.js';
import { watchOf } from './watch-of.js';

const START = 480_000;
const WEEK = 168;
const WEEKS = 4 * WEEK;

const readingsOf = (values: readonly (number | undefined)[], hourOf = (at: number): number => START + at): Reading[] =>
  values.map((value, at) => ({ hour: hourOf(at), localHour: hourOf(at), value }));

/** What a watch tells of all readings but the first two weeks, which it learns from; nothing that it says or keeps may be lost by JSON. */
function told(condition: Condition, readings: readonly Reading[]): readonly IncidentNow[] {
  const watch = watchOf({ metric: 'calls', condition, sensitivity: 0.5, cooldownHours: 6, threshold: { operator: 'gt', value: 20 } });
  const incidents = watchHours(watch, readings, START + 2 * WEEK);
  expect(numbersIn([incidents, watch.state()]).filter((number) => !Number.isFinite(number))).toEqual([]);
  expect(JSON.parse(JSON.stringify(incidents))).toEqual(incidents);
  return incidents;
}

const openings = (condition: Condition, readings: readonly Reading[]): number[] => told(condition, readings).map(({ incident }) => incident.openedHour - START);
const series = (valueAt: (at: number) => number | undefined, hours = WEEKS): (number | undefined)[] => Array.from({ length: hours }, (_, at) => valueAt(at));
const rhythm = (at: number): number => 4 + (at % 3) + (at % 24 < 8 ? 0 : 5);
const SPIKE = 600;

describe.each(CONDITIONS)('%s', (condition) => {
  it.each<[string, Reading[]]>([
    ['nothing', []],
    ['one point', readingsOf([5])],
    ['a constant', readingsOf(series(() => 7))],
    ['zeros', readingsOf(series(() => 0))],
    ['no value at all', readingsOf(series(() => undefined))],
    ['NaN and infinities', readingsOf(series((at) => [NaN, Infinity, -Infinity][at % 3]))],
    ['a calm series with gaps of hours and of a week', readingsOf(series((at) => (at % 5 === 0 || (at > 400 && at < 570) ? undefined : 7)))],
    ['an hour twice', readingsOf(series(() => 7), (at) => START + at - Math.floor(at / 50))],
  ])('raises nothing of %s', (_name, readings) => expect(openings(condition, readings)).toEqual([]));

  it('answers for a single spike', () => {
    const found = openings(condition, readingsOf(series((at) => (at === SPIKE ? 500 : 0))));
    // Of an anomaly it may echo once: what was usual at its hour has moved.
    const most = condition === 'anomaly' ? 2 : 1;
    expect(condition === 'trend' ? [found, found.length] : [found[0], found.length <= most]).toEqual(condition === 'trend' ? [[], 0] : [SPIKE, true]);
  });

  it.each(['2026-03-29T01:00:00Z', '2026-10-25T01:00:00Z'])('keeps to the clock on the wall, where clocks change at %s', (change) => {
    const first = Date.parse(change) / 3_600_000 - 3 * WEEK;
    const hours = Float64Array.from({ length: WEEKS }, (_, at) => first + at);
    const local = localHours(hours, 'Europe/Berlin');
    const readings = Array.from(hours, (_, at) => ({ hour: START + at, localHour: local[at] as number, value: (local[at] as number) % 24 < 8 ? 0 : 10 }));
    expect(openings(condition, readings).filter((hour) => hour > 3 * WEEK + 30)).toEqual([]);
  });

  it('holds only finite numbers, whatever comes in', () => {
    const value = fc.oneof({ weight: 6, arbitrary: fc.integer({ min: 0, max: 40 }) }, { weight: 1, arbitrary: fc.constantFrom(undefined, NaN, Infinity, -5, 1e300) });
    fc.assert(fc.property(fc.array(value, { maxLength: 60 }), (odd) => {
      told(condition, readingsOf([...series(rhythm, 2 * WEEK + 24), ...odd]));
    }), { numRuns: 10 });
  });
});

it.each(['threshold', 'trend'] as const)('%s answers for 100,000 hours', (condition) => {
  expect(openings(condition, readingsOf(series((at) => (at === 90_000 ? 500 : rhythm(at)), 100_000)))).toEqual(condition === 'threshold' ? [90_000] : []);
});
