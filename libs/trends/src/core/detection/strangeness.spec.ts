import fc from 'fast-check';
import { BeyondRange } from './beyond-range.js';
import { NeighbourDistance } from './neighbour-distance.js';
import { RecentValues } from './recent-values.js';
import { Refractory } from './refractory.js';
import { SeasonalResidual } from './seasonal-residual.js';

const HOUR = 3600;
const answers = (values: readonly number[], part: { strangeness(recent: RecentValues): number | undefined }, capacity = 100): (number | undefined)[] => {
  const recent = new RecentValues(capacity);
  return values.map((value) => {
    recent.push(value);
    return part.strangeness(recent);
  });
};

describe('recent values', () => {
  it('are the last ones, in one piece, whenever it is asked', () => {
    fc.assert(fc.property(fc.array(fc.integer(), { maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (values, capacity) => {
      const recent = new RecentValues(capacity);
      values.forEach((value, at) => {
        recent.push(value);
        expect(recent.state()).toEqual(values.slice(Math.max(0, at + 1 - capacity), at + 1));
      });
      expect(new RecentValues(capacity, recent.state()).state()).toEqual(recent.state());
    }));
  });
});

describe('beyond the range so far', () => {
  it.each([
    ['one value', 1, [3], [undefined]],
    ['inside, above and below', 1, [0, 4, 2, 5, -3], [undefined, 1, 0, 1 / 5, 3 / 8]],
    ['a constant that ends', 1, [2, 2, 7], [undefined, 0, 1]],
    ['means of two', 2, [0, 2, 4, 2, 8], [undefined, undefined, undefined, 0, 2 / 4]],
  ])('%s', (_name, rows, values, expected) => expect(answers(values, new BeyondRange(rows))).toEqual(expected));
});

describe('distance to the nearest windows', () => {
  const slowly = (values: readonly number[], rows: number): number | undefined => {
    const window = (end: number) => values.slice(end - rows, end);
    const here = window(values.length);
    const distances: number[] = [];
    for (let end = rows; end <= values.length - rows; end++) distances.push(Math.hypot(...window(end).map((value, at) => value - (here[at] as number))));
    return distances.length < 5 ? undefined : distances.sort((left, right) => left - right).slice(0, 5).reduce((sum, each) => sum + each, 0) / 5;
  };

  it('is the mean to the five nearest, by comparing all', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 6 }), (values, rows) => {
      const [capacity, found] = [30, answers(values, new NeighbourDistance(rows), 30).at(-1)];
      const expected = slowly(values.slice(-capacity), rows);
      if (expected === undefined) expect(found).toBeUndefined();
      else expect(found).toBeCloseTo(expected, 9);
    }));
  });
});

describe('residual from the season', () => {
  const at = (hours: number, season: SeasonalResidual, value: number) => season.strangeness(hours * HOUR, value);

  it('knows an hour from the third time on', () => {
    const season = new SeasonalResidual();
    expect([0, 24, 48, 72].map((hours) => at(hours, season, 5))).toEqual([undefined, undefined, 0, 0]);
    expect(at(96, season, 6)).toBe(1);
    expect(at(97, season, 6)).toBeUndefined();
  });

  it('finds a constant usual in its third week too: the first day had nothing to differ from', () => {
    const season = new SeasonalResidual();
    const found = Array.from({ length: 28 * 24 }, (_, hours) => at(hours, season, 5) ?? 0);
    expect(new Set(found)).toEqual(new Set([0]));
    expect(new Set(season.state().weekly.means)).toEqual(new Set([0]));
  });

  it('finds what is usual at noon strange at night, also before 1970', () => {
    const season = new SeasonalResidual();
    const usual = (hours: number) => (((hours % 24) + 24) % 24 < 12 ? 2 : 20) + ((hours * 7) % 5);
    for (let hours = -480; hours < 0; hours++) at(hours, season, usual(hours));
    expect(at(3, season, 21)).toBeGreaterThan(0.9);
    expect(at(15, season, 21)).toBeLessThan(0.7);
  });

  it('learns which days of the week differ', () => {
    const season = new SeasonalResidual();
    const isWeekend = (hours: number) => Math.floor(hours / 24) % 7 >= 5;
    const residuals = Array.from({ length: 20 * 168 }, (_, hours) => at(hours, season, isWeekend(hours) ? 1 : 10) ?? 0);
    const meanOf = (part: number[]) => part.reduce((sum, each) => sum + each, 0) / part.length;
    const daily = new SeasonalResidual({ ...season.state(), since: 20 * 168 * HOUR });
    const [weekly, alone] = [season, daily].map((each) => Math.abs(each.strangeness((20 * 168 + 5 * 24) * HOUR, 1) ?? 0)) as [number, number];
    expect(weekly).toBeLessThan(alone);
    expect(meanOf(residuals)).toBeLessThan(0.7);
  });
});

describe('the refractory time', () => {
  it('lets only what is greater pass, for 200 rows', () => {
    const refractory = new Refractory();
    const passed = [0.5, 0.4, 0.6, ...Array<number>(199).fill(0.6), 0.3, 0.2].map((score) => refractory.pass(score));
    expect(passed.slice(0, 3)).toEqual([0.5, 0, 0.6]);
    expect(passed.slice(3, 202).every((score) => score === 0)).toBe(true);
    expect(passed.slice(202)).toEqual([0.3, 0]);
  });
});
