import fc from 'fast-check';
import { seededRandom } from '#kernel';
import { CONDITIONS, type Reading, type WatchIncident, type WatchSettings } from './watch.js';
import { watchHours, type IncidentNow } from './watch-hours.js';
import { watchOf } from './watch-of.js';

const WEEK = 168;
const START = 480_000;

const settingsOf = (parts: Partial<WatchSettings>): WatchSettings => ({ metric: 'calls', condition: 'threshold', sensitivity: 0.5, cooldownHours: 6, ...parts });
const readingsOf = (values: readonly (number | undefined)[], from = START): Reading[] => values.map((value, at) => ({ hour: from + at, localHour: from + at + 8, value }));

/** Calls an hour with a daily rhythm, seeded: sums of coin tosses, so their scatter grows with their mean. */
function calls(hours: number, seed: number, factor: (at: number) => number = () => 1): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: hours }, (_, at) => {
    const chance = Math.min(1, (0.1 + 0.25 * (1 + Math.sin((2 * Math.PI * at) / 24))) * factor(at));
    let count = 0;
    for (let toss = 0; toss < 40; toss++) if (random.next() < chance) count++;
    return count;
  });
}

/** Incidents of a watch that is put away and taken up again after each of `parts`. */
function incidentsOf(settings: WatchSettings, parts: readonly (readonly Reading[])[], sinceHour: number): WatchIncident[] {
  let state: string | undefined;
  const told = new Map<number, IncidentNow>();
  for (const readings of parts) {
    const watch = watchOf(settings, state === undefined ? undefined : JSON.parse(state));
    for (const now of watchHours(watch, readings, sinceHour)) told.set(now.incident.openedHour, now);
    state = JSON.stringify(watch.state());
  }
  return [...told.values()].map(({ incident }) => incident);
}

const THRESHOLD = settingsOf({ threshold: { operator: 'gt', value: 10 }, cooldownHours: 0 });
const opened = (settings: WatchSettings, values: readonly (number | undefined)[]): [number, number][] =>
  incidentsOf(settings, [readingsOf(values)], START).map(({ openedHour, hours }) => [openedHour - START, hours]);

describe('a threshold', () => {
  it.each<[string, WatchSettings['threshold'], number[], [number, number][]]>([
    ['gt', { operator: 'gt', value: 10 }, [10, 11, 8], [[1, 1]]],
    ['gte', { operator: 'gte', value: 10 }, [9, 10, 8], [[1, 1]]],
    ['lt', { operator: 'lt', value: 10 }, [10, 9, 12], [[1, 1]]],
    ['lte', { operator: 'lte', value: 10 }, [11, 10, 12], [[1, 1]]],
    ['what hovers at it is one incident', { operator: 'gt', value: 20 }, [25, 19, 20, 21, 18, 21], [[0, 4], [5, 1]]],
    ['zero has no margin', { operator: 'gt', value: 0 }, [0, 1, 0, 1], [[1, 1], [3, 1]]],
  ])('%s', (_name, threshold, values, expected) => expect(opened({ ...THRESHOLD, threshold }, values)).toEqual(expected));

  it('of a share leaves room for coming back', () => {
    expect(opened({ ...THRESHOLD, metric: 'answer_rate', threshold: { operator: 'lt', value: 0.95 } }, [0.9, 0.953, 0.96, 0.9])).toEqual([[0, 2], [3, 1]]);
  });

  it('tells one incident within the cooldown, and the peak of it', () => {
    const [one, two, ...more] = incidentsOf({ ...THRESHOLD, cooldownHours: 3 }, [readingsOf([5, 12, 5, 5, 30, 5, 5, 5, 5, 11])], START);
    expect(one).toEqual({ openedHour: START + 1, lastHour: START + 4, peakHour: START + 4, peakValue: 30, strength: 20, bound: 10, hours: 2, contributions: [{ part: 'above_threshold', share: 1 }] });
    expect([two?.openedHour, more]).toEqual([START + 9, []]);
  });

  it('says nothing of hours without a value, nor of those before it began', () => {
    expect(opened(THRESHOLD, [undefined, undefined])).toEqual([]);
    expect(incidentsOf(THRESHOLD, [readingsOf([50, 50, 50])], START + 2).map(({ openedHour }) => openedHour)).toEqual([START + 2]);
  });
});

describe('what is planted', () => {
  const weeks = 4 * WEEK;
  it.each<[WatchSettings['condition'], (at: number) => number, number, string[]]>([
    ['anomaly', (at) => (at >= weeks && at < weeks + 24 ? 3 : 1), 24, ['range', 'level', 'value', 'shape', 'season']],
    ['forecast_breach', (at) => (at >= weeks && at < weeks + 24 ? 3 : 1), 24, ['above_forecast']],
    ['trend', (at) => (at >= weeks ? 1 + (at - weeks) / (4 * WEEK) : 1), 4 * WEEK, ['rising']],
  ])('is told in time: %s', (condition, factor, within, parts) => {
    const settings = settingsOf({ condition });
    const values = calls(weeks + within + 24, 5, factor);
    const since = START + weeks; // at one alert a week a week of the past suffices
    const told = incidentsOf(settings, [readingsOf(values)], since).filter(({ openedHour }) => openedHour >= START + weeks);
    const first = told[0] as WatchIncident;
    expect(first.openedHour - START - weeks).toBeLessThan(within);
    expect(parts).toEqual(expect.arrayContaining(first.contributions.map(({ part }) => part)));
    expect(first.contributions.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 9);
    if (condition !== 'trend') expect(values[first.peakHour - START]).toBe(first.peakValue);
  });
});

it.each([['anomaly', 4, 8], ['forecast_breach', 3, 1], ['trend', 4, 10]] as const)('noise stays within the budget: %s', (condition, learnt, weeks) => {
  const counts = [1, 2, 3].map((seed) => {
    return incidentsOf(settingsOf({ condition }), [readingsOf(calls((learnt + weeks) * WEEK, seed))], START + learnt * WEEK).length;
  });
  // One a week is put up with; three standard deviations of a Poisson count beside.
  expect(counts.reduce((sum, count) => sum + count, 0)).toBeLessThanOrEqual(3 * weeks + 3 * Math.sqrt(3 * weeks));
});

it('a constant, nothing but zeros and nothing at all raise nothing', () => {
  for (const [condition, learnt] of [['anomaly', 10], ['forecast_breach', 2], ['trend', 4]] as const) {
    for (const value of [7, 0, undefined]) {
      expect([condition, value, incidentsOf(settingsOf({ condition }), [readingsOf(new Array<typeof value>((learnt + 1) * WEEK).fill(value))], START + learnt * WEEK)]).toEqual([condition, value, []]);
    }
  }
});

it('goes on from its state as if it had never been put away', () => {
  const values: (number | undefined)[] = calls(3 * WEEK, 9, (at) => (at % 50 < 4 ? 3 : 1));
  values[450] = undefined;
  const readings = readingsOf(values);
  fc.assert(fc.property(fc.constantFrom(...CONDITIONS), fc.array(fc.integer({ min: 0, max: readings.length }), { maxLength: 4 }), (condition, cuts) => {
    const settings = settingsOf({ condition, sensitivity: 1, threshold: { operator: 'gte', value: 20 } });
    const ends = [0, ...[...cuts].sort((left, right) => left - right), readings.length];
    const parts = ends.slice(1).map((end, at) => readings.slice(ends[at], end));
    const since = START + 2 * WEEK;
    const whole = incidentsOf(settings, [readings], since);
    expect(condition === 'threshold' ? whole.length : 1).toBeGreaterThan(0);
    expect(incidentsOf(settings, parts, since)).toEqual(whole);
  }), { numRuns: 8 });
});
