import { Caches } from '#platform/cache';
import type { InstantModel, Prediction } from '../app/served-model.js';
import type { Matrix } from '../core/index.js';
import { remembering } from './cached-predictions.js';

/** Answers a row's sum, and notes what it was asked. */
function summing(artifactId = 'a'): InstantModel & { readonly asked: number[][] } {
  const asked: number[][] = [];
  return {
    name: 'sum', version: 1, artifactId, modelType: 'regression', featureNames: ['x', 'y'], outputs: 1, classes: [], asked,
    predict: ({ rows, columns, values }: Matrix) => {
      asked.push([...values]);
      return Array.from({ length: rows }, (_, row) => ({ value: values.subarray(row * columns, (row + 1) * columns).reduce((sum, value) => sum + value, 0) }));
    },
  };
}

const rows = (...cells: readonly (readonly [number, number])[]): Matrix => ({ rows: cells.length, columns: 2, values: Float64Array.from(cells.flat()) });

const opened: Caches[] = [];
function answers({ ttlMs = 60_000, maxBytes = 1_000_000, enabled = true } = {}) {
  const caches = new Caches({ enabled, maxBytes, ttlMs: 60_000, sweepMs: 60_000 });
  opened.push(caches);
  return caches.create<Prediction>(1, 1000, ttlMs);
}
afterEach(() => {
  opened.splice(0).forEach((each) => each.close());
  jest.useRealTimers();
});

describe('remembered predictions', () => {
  it('are the model’s own, asked for once, row by row', () => {
    const model = summing();
    const { predict } = remembering(model, answers());
    expect(predict(rows([1, 2], [3, 4]))).toEqual([{ value: 3 }, { value: 7 }]);
    expect(predict(rows([5, 6], [3, 4], [NaN, 1], [1, 2]))).toEqual([{ value: 11 }, { value: 7 }, { value: NaN }, { value: 3 }]);
    expect(predict(rows([NaN, 1], [1, 2]))).toEqual([{ value: NaN }, { value: 3 }]);
    expect(model.asked).toEqual([[1, 2, 3, 4], [5, 6, NaN, 1]]);
  });

  it('are remembered of a model that answers later', async () => {
    const [model, later] = [summing(), answers()];
    const { predict } = remembering({ ...model, remote: true, predict: async (features) => model.predict(features) }, later);
    expect(await predict(rows([1, 2], [3, 4]))).toEqual([{ value: 3 }, { value: 7 }]);
    expect(await predict(rows([3, 4], [5, 6]))).toEqual([{ value: 7 }, { value: 11 }]);
    expect(model.asked).toEqual([[1, 2, 3, 4], [5, 6]]);
  });

  it('belong to a version', () => {
    const shared = answers();
    const [first, second] = [summing('a'), summing('b')];
    for (const model of [first, second, first]) remembering(model, shared).predict(rows([1, 2]));
    expect([first.asked.length, second.asked.length]).toEqual([1, 1]);
  });

  it('are not mixed up where rows hold the same cells in another order', () => {
    const { predict } = remembering({ ...summing(), predict: ({ values }) => [{ value: values[0] as number }] }, answers());
    expect([predict(rows([1, 2])), predict(rows([2, 1]))]).toEqual([[{ value: 1 }], [{ value: 2 }]]);
  });

  it.each([[100, 1], [101, 2]])('are kept of requests of up to 100 rows: %d rows twice, asked %d times', (count, times) => {
    const model = summing();
    const { predict } = remembering(model, answers());
    const many = rows(...Array.from({ length: count }, (_, row) => [row, 1] as const));
    expect(predict(many)).toEqual(predict(many));
    expect(model.asked.length).toBe(times);
  });

  it.each([['the time is 0', { ttlMs: 0 }], ['caching is off', { enabled: false }]])('are none where %s', (_name, options) => {
    const model = summing();
    const { predict } = remembering(model, answers(options));
    predict(rows([1, 2]));
    predict(rows([1, 2]));
    expect(model.asked.length).toBe(2);
  });

  it('are forgotten when there are too many', () => {
    const model = summing();
    const { predict } = remembering(model, answers({ maxBytes: 2000 }));
    for (const cell of [1, 2, 3, 1]) predict(rows([cell, 0]));
    expect(model.asked.map(([first]) => first)).toEqual([1, 2, 3, 1]);
  });

  it('are forgotten when their time is over', () => {
    jest.useFakeTimers();
    // The moment 0 means "lives for ever" to the store.
    jest.advanceTimersByTime(1);
    const model = summing();
    jest.isolateModules(() => {
      const { Caches: Timed } = jest.requireActual<typeof import('#platform/cache')>('#platform/cache');
      const caches = new Timed({ enabled: true, maxBytes: 1_000_000, ttlMs: 60_000, sweepMs: 60_000 });
      opened.push(caches);
      const { predict } = remembering(model, caches.create<Prediction>(1, 1000, 5000));
      const one = rows([1, 2]);
      predict(one);
      jest.advanceTimersByTime(3000);
      predict(one);
      expect(model.asked.length).toBe(1);
      jest.advanceTimersByTime(4000);
      predict(one);
    });
    expect(model.asked.length).toBe(2);
  });
});
