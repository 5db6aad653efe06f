import { withoutGaps } from './fill-gaps.js';

const DAY = Array.from({ length: 24 }, (_, hour) => hour);

describe('a series without gaps', () => {
  it.each([
    ['is itself', [1, 2, 3], [1, 2, 3]],
    ['has the next hour in its first day', [NaN, NaN, 3], [3, 3, 3]],
    ['has the last hour where none follows', [1, 2, NaN], [1, 2, 2]],
    ['has the hour of the day before later', [...DAY, NaN, Infinity, 7], [...DAY, 0, 1, 7]],
    ['has the hour of the last day that is there', [...DAY, ...DAY.map(() => NaN), NaN], [...DAY, ...DAY, 0]],
  ])('%s', (_name, series, expected) => expect([...(withoutGaps(Float64Array.from(series)) ?? [])]).toEqual(expected));

  it.each([[[]], [[NaN, NaN]]])('is not there for %j', (series) => expect(withoutGaps(Float64Array.from(series))).toBeUndefined());

  it('leaves what it was given as it was', () => {
    const series = Float64Array.of(NaN, 1);
    withoutGaps(series);
    expect(series[0]).toBeNaN();
  });
});
