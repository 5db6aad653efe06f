import { regularSeries } from './regular-series.js';
import { filled, type Series } from './series.js';

const HOUR_MS = 3_600_000;
const whole = (values: number[], more: Partial<Series> = {}, most = 100) => {
  const { values: found, present } = filled({ values: Float64Array.from(values), seasons: [2, 4], ...more }, most);
  return [[...found], [...present].join('')];
};

describe('a series is made whole', () => {
  it.each([
    ['nothing missing', [1, 2, 3], {}, [[1, 2, 3], '111']],
    ['missing at the start', [NaN, NaN, 3, 4], {}, [[3, 4], '11']],
    ['by the place in the season', [1, 2, 1, 2, 1, NaN, 1, 2, NaN], {}, [[1, 2, 1, 2, 1, 2, 1, 2, 1], '111110110']],
    ['a place never seen has the level of all', [1, NaN, NaN, 5], {}, [[1, 1, 1, 5], '1001']],
    ['a complete count has zeros', [NaN, 2, NaN], { count: 'complete' as const }, [[0, 2, 0], '111']],
    ['a partial count is unknown', [2, 2, NaN], { count: 'partial' as const }, [[2, 2, 2], '110']],
    ['infinite is missing', [1, Infinity, -Infinity], {}, [[1, 1, 1], '100']],
    ['nothing known', [NaN, NaN], {}, [[], '']],
    ['empty', [], {}, [[], '']],
  ])('%s', (_name, values, more, expected) => expect(whole(values, more)).toEqual(expected));

  it('forgets the oldest of very many', () => expect(whole([1, 2, 3, 4, 5], {}, 2)).toEqual([[4, 5], '11']));
});

describe('points become a series', () => {
  const series = (points: [hour: number, value: number][], several: 'sum' | 'mean' = 'sum', most = 100) => {
    const found = regularSeries({ times: Float64Array.from(points, ([hour]) => hour * HOUR_MS), values: Float64Array.from(points, ([, value]) => value) }, { stepMs: HOUR_MS, several, most });
    return found && [found.startMs / HOUR_MS, ...found.values];
  };

  it.each([
    ['in any order, with gaps', [[7, 2], [5.5, 1]] as [number, number][], [5, 1, NaN, 2]],
    ['an hour twice adds up', [[5, 1], [5.9, 2]] as [number, number][], [5, 3]],
    ['before 1970', [[-1.5, 4]] as [number, number][], [-2, 4]],
    ['without value or time', [[NaN, 4], [3, NaN], [4, 8], [Infinity, 1]] as [number, number][], [4, 8]],
    ['of nothing', [] as [number, number][], undefined],
  ])('%s', (_name, points, expected) => expect(series(points)).toEqual(expected));

  it('an hour twice is averaged where it is measured', () => expect(series([[5, 1], [5.9, 2], [6, 8]], 'mean')).toEqual([5, 1.5, 8]));

  it('far apart keeps the latest', () => expect(series([[0, 1], [1e9, 2]], 'sum', 3)).toEqual([1e9 - 2, NaN, NaN, 2]));
});
