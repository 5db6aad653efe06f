import { AppError } from '#kernel';
import { readSeries } from './read-series.js';

const faultsOf = (body: unknown): readonly string[] => {
  try {
    readSeries(body);
    return [];
  } catch (error) {
    return ((error as AppError).errors ?? []).map(({ path }) => path);
  }
};

describe('series of a request', () => {
  it('are hours, two days ahead, unless they say otherwise; null is missing', () => {
    const [plain, other] = readSeries({ instances: [{ values: [1, null, 3] }, { values: [0], seasons: [7], horizon: 3, count: 'complete' }] });
    expect(plain).toEqual({ horizon: 48, series: { values: Float64Array.of(1, NaN, 3), seasons: [24, 168] } });
    expect(other).toEqual({ horizon: 3, series: { values: Float64Array.of(0), seasons: [7], count: 'complete' } });
  });

  it('may be as many as sixteen of 4,000 hours, a week ahead', () => {
    expect(readSeries({ instances: Array.from({ length: 16 }, () => ({ values: new Array(4000).fill(1), horizon: 168 })) })).toHaveLength(16);
  });

  it('may be shares', () => expect(readSeries({ instances: [{ values: [0, null, 1], share: true }] })[0]?.series.share).toBe(true));

  it.each([
    ['no object', 5, ['instances']],
    ['no list', { instances: {} }, ['instances']],
    ['an empty list', { instances: [] }, ['instances']],
    ['too many', { instances: Array.from({ length: 17 }, () => ({ values: [1] })) }, ['instances']],
    ['a field that is not known', { instances: [{ values: [1] }], explain: true }, ['explain']],
    ['rows of features', { instances: [[1]] }, ['instances.0']],
    ['no values', { instances: [{ values: [1] }, {}] }, ['instances.1.values']],
    ['texts', { instances: [{ values: ['1'] }] }, ['instances.0.values']],
    ['too many values', { instances: [{ values: new Array(4001).fill(1) }] }, ['instances.0.values']],
    ['seasons that fall', { instances: [{ values: [1], seasons: [168, 24] }] }, ['instances.0.seasons']],
    ['a season of one', { instances: [{ values: [1], seasons: [1] }] }, ['instances.0.seasons']],
    ['no horizon', { instances: [{ values: [1], horizon: 0 }] }, ['instances.0.horizon']],
    ['a share of more than all', { instances: [{ values: [0, null, 2], share: true }] }, ['instances.0.share']],
    ['a share that is a count', { instances: [{ values: [0], share: true, count: 'partial' }] }, ['instances.0.share']],
    ['a share in words', { instances: [{ values: [0], share: 'yes' }] }, ['instances.0.share']],
    ['too much at once', { instances: Array.from({ length: 16 }, () => ({ values: new Array(4000).fill(1), seasons: [24, 168, 1000], horizon: 336 })) }, ['instances']],
    ['another count', { instances: [{ values: [1], count: 'most', more: 1 }] }, ['instances.0.more', 'instances.0.count']],
  ])('are refused: %s', (_name, body, paths) => expect(faultsOf(body)).toEqual(paths));
});
