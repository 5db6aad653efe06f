import { algorithmNamed, searchableAlgorithms } from '../algorithms/index.js';
import type { Algorithm, TrainingSet } from '../algorithms/algorithm.js';
import { madeSet } from '../algorithms/battery-sets.fixture.js';
import { searchModels, type Found, type SearchPlan } from './search-models.js';

const CLASSES = madeSet('classification', 2);
const TARGETS = madeSet('regression', 0);

/** A clock that goes on by `stepMs` whenever it is read. */
function steadyClock(stepMs: number): () => number {
  let readings = 0;
  return () => stepMs * readings++;
}

function search(set: TrainingSet, plan: Partial<SearchPlan> = {}): Found | undefined {
  const algorithms = searchableAlgorithms(set.classes === 0 ? 'regression' : 'classification');
  return searchModels(set, { algorithms, trials: 8, seconds: 60, seed: 1, batchRows: 50, now: () => 0, progress: () => undefined, ...plan });
}

/** An algorithm that says how often it was fitted, with the progress of a hundred steps. */
function counted(algorithm: Algorithm): { readonly algorithm: Algorithm; readonly rows: number[] } {
  const rows: number[] = [];
  const fit: Algorithm['fit'] = (set, options) => {
    rows.push(set.features.rows);
    for (let step = 1; step <= 100; step++) options.progress(step / 100);
    return algorithm.fit(set, { ...options, progress: () => undefined });
  };
  return { algorithm: { ...algorithm, fit }, rows };
}

const LOGISTIC = algorithmNamed('logistic_regression') as Algorithm;

describe('searchModels', () => {
  it('finds a line among trees, where a line is what there is to learn', () => {
    const found = search(CLASSES);
    expect(found?.algorithm.name).toBe('logistic_regression');
    expect(found?.hyperparameters).toEqual({ l2: expect.any(Number), iterations: 500, classWeights: 'none', missingIndicators: expect.any(Boolean) });
    const { leaderboard, ...rest } = found!.search;
    expect(rest).toEqual({ trials: 8, seconds: 60, measure: 'logLoss' });
    expect(new Set(leaderboard.map(({ algorithm }) => algorithm))).toEqual(new Set(['logistic_regression', 'random_forest', 'gradient_boosted_trees']));
    expect(leaderboard[0]).toMatchObject({ algorithm: 'logistic_regression', share: 1 });
  });

  it('measures targets in their own unit', () => {
    const found = search(TARGETS, { trials: 3 });
    const values = found!.search.leaderboard.map(({ value }) => value as number);
    expect(found?.search.measure).toBe('rootMeanSquaredError');
    expect(values).toEqual([...values].sort((left, right) => left - right));
    expect(values[0]).toBeGreaterThan(0);
    // The spread of these targets is about 3.7: who learnt something is well below.
    expect(values[0]).toBeLessThan(1.8);
  });

  it('is a matter of the seed', () => {
    expect(search(CLASSES)?.search).toEqual(search(CLASSES)?.search);
    expect(search(CLASSES, { seed: 2 })?.search).not.toEqual(search(CLASSES)?.search);
  });

  it('does not depend on how many rows are scored at a time', () => expect(search(CLASSES, { batchRows: 1 })?.search).toEqual(search(CLASSES, { batchRows: 10_000 })?.search));

  it.each([1, 3, 7, 20])('keeps to %d trials, on five folds each', (trials) => {
    const { algorithm, rows } = counted(LOGISTIC);
    search(CLASSES, { algorithms: [algorithm], trials });
    expect(rows.length % 5).toBe(0);
    expect(rows.length / 5).toBeLessThanOrEqual(trials);
    expect(rows.length / 5).toBeGreaterThan(trials * 0.7);
  });

  it('says how it goes on, never backwards and never past the end', () => {
    const said: number[] = [];
    search(CLASSES, { now: steadyClock(5), progress: (done) => said.push(done) });
    expect(said.length).toBeGreaterThan(20);
    expect(said).toEqual([...said].sort((left, right) => left - right));
    expect(Math.min(...said)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...said)).toBeLessThanOrEqual(1);
  });

  it.each([8, 15, 60])('stops within %d s, with time left to train the winner', (seconds) => {
    const { algorithm, rows } = counted(LOGISTIC);
    // A fit takes 100 readings or more: 0.1 s and the trial half a second.
    const now = steadyClock(1);
    const found = search(CLASSES, { algorithms: [algorithm], trials: 200, seconds, now });
    const trained = rows.length;
    expect(trained).toBeLessThan(200 * 5);
    expect(found!.search.leaderboard[0]?.value).not.toBeNull();
    // Five folds and all rows: six fits more.
    expect(now() + 6 * 100).toBeLessThanOrEqual(seconds * 1000);
  });

  it('stops a trial in its middle', () => {
    const { algorithm, rows } = counted(LOGISTIC);
    const found = search(CLASSES, { algorithms: [algorithm], trials: 1, seconds: 1, now: steadyClock(2) });
    expect(found).toBeUndefined();
    expect(rows.length).toBeLessThan(5);
  });

  it('gives way to a quicker one', () => {
    const slow = { ...counted(LOGISTIC).algorithm, name: 'slow' };
    const found = search(CLASSES, { algorithms: [slow, LOGISTIC], trials: 2, seconds: 1, now: steadyClock(1) });
    expect(found?.algorithm.name).toBe('logistic_regression');
    expect(found?.search.leaderboard.at(-1)).toMatchObject({ algorithm: 'slow', value: null });
  });

  it('takes the first with its defaults where there is nothing to compare by', () => {
    const few = { features: { rows: 3, columns: 1, values: Float64Array.of(1, 2, 3) }, labels: Float64Array.of(0, 1, 1), classes: 2 };
    expect(search(few)).toMatchObject({ algorithm: { name: 'random_forest' }, hyperparameters: { trees: 100 }, search: { leaderboard: [] } });
  });

  it('does not hide what is broken', () => {
    const broken: Algorithm = { ...LOGISTIC, fit: () => { throw new Error('a nut is loose'); } };
    expect(() => search(CLASSES, { algorithms: [broken] })).toThrow('a nut is loose');
    expect(() => search(CLASSES, { algorithms: [{ ...LOGISTIC, check: () => ({ errors: [] }) }] })).toThrow('logistic_regression does not take {}');
  });
});
