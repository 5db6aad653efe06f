import type { Algorithm } from '../algorithms/algorithm.js';
import { algorithmNamed } from '../algorithms/index.js';
import { madeSet } from '../algorithms/battery-sets.fixture.js';
import { stratifiedFolds } from '../folds/stratified-folds.js';
import { judge, type Judging } from './judge.js';
import { shrink } from './shrink.js';

const BOOSTED = algorithmNamed('gradient_boosted_trees') as Algorithm;

describe('judge', () => {
  const set = madeSet('classification', 3);
  const folds = stratifiedFolds(set.labels as Float64Array, 3, 1);
  const judging = (batchRows: number): Judging => ({ algorithm: BOOSTED, hyperparameters: { trees: 3 }, seed: 1, batchRows, progress: () => undefined });

  it.each([1, 7, 53, 54, 1000])('scores %d rows at a time with the same outcome', (batchRows) => {
    // Fitted models hold functions, and no two are the same.
    const { last: _last, ...judged } = judge(set, folds, judging(batchRows));
    expect(judge(set, folds, judging(160))).toMatchObject(judged);
  });

  it('gives each row its label and its probabilities, fold after fold', () => {
    const { labels, outcomes } = judge(set, folds, judging(10));
    expect([...labels]).toEqual(folds.flatMap(({ test }) => Array.from(test, (row) => set.labels?.[row])));
    expect(outcomes).toHaveLength(160 * 3);
  });

  it('never hands over more rows than a batch, and says how it goes on between them', () => {
    const sizes: number[] = [];
    const said: number[] = [];
    const algorithm: Algorithm = { ...BOOSTED, fit: (...fitting) => {
      const fitted = BOOSTED.fit(...fitting);
      return { ...fitted, rawScores: (features) => (sizes.push(features.rows), fitted.rawScores(features)) };
    } };
    judge(set, folds, { ...judging(20), algorithm, progress: (done) => said.push(done) });
    expect(sizes).toEqual(folds.flatMap(({ test }) => [20, 20, test.length - 40]));
    expect(said).toEqual([...said].sort((left, right) => left - right));
    expect(said.length).toBeGreaterThanOrEqual(9);
    expect(said.at(-1)).toBe(1);
  });

  it('has nothing to say without folds', () => expect(judge(set, [], judging(1)).labels).toHaveLength(0));
});

describe('shrink', () => {
  const labels = Float64Array.from({ length: 400 }, (_, row) => (row % 4 === 0 ? 1 : 0));
  const set = { features: { rows: 400, columns: 0, values: new Float64Array() }, labels, classes: 2 };
  const fold = { train: Uint32Array.from({ length: 360 }, (_, row) => row + 40), test: Uint32Array.from({ length: 40 }, (_, row) => row) };

  it.each([[1, 360], [1 / 3, 120], [1 / 9, 40]])('takes a share of %d of what is learnt from, classes in proportion', (share, rows) => {
    const { train, test } = shrink(fold, set, share, 1);
    expect([train.length, train.filter((row) => labels[row] === 1).length, test]).toEqual([rows, rows / 4, fold.test]);
    expect(new Set(train).size).toBe(rows);
    expect(train.every((row) => row >= 40)).toBe(true);
  });

  it.each([[25, 180], [19, 360]])('leaves ten rows of %d of the rarer class, if it can', (rare, rows) => {
    const few = Float64Array.from({ length: 400 }, (_, row) => (row >= 40 && row < 40 + rare ? 1 : 0));
    const { train } = shrink(fold, { ...set, labels: few }, 1 / 9, 1);
    expect(train.filter((row) => few[row] === 1).length).toBeGreaterThanOrEqual(Math.min(rare, 10));
    expect(train).toHaveLength(rows);
  });

  it('takes rows of targets as they come', () => expect(shrink(fold, { ...set, classes: 0 }, 1 / 9, 1).train).toHaveLength(40));
});
