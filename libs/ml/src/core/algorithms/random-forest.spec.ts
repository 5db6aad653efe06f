import { auc, determination, forestAuc, forestR2, goldenSet, matrixOf, randomSet } from '../trees/trees.fixture.js';
import type { FitOptions, Hyperparameters, TrainingSet } from './algorithm.js';
import { fitForestTrees } from './forest-trees.js';
import { fitForest, joinForest, randomForest, type FittedForest } from './random-forest.js';

function options(given: Hyperparameters = {}, seed = 1): FitOptions {
  const checked = randomForest.check(given);
  if ('errors' in checked) throw new Error(checked.errors[0]!.path);
  return { hyperparameters: checked.values, seed, progress: () => undefined };
}
const fit = (set: TrainingSet, given?: Hyperparameters, seed?: number): FittedForest => fitForest(set, options(given, seed));
const served = (forest: FittedForest, set: TrainingSet): Float64Array => forest.outcomes(forest.rawScores(set.features));
const mean = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

const twoClasses = randomSet(400, ([one, other]) => Number(one! + other! > 1));
const threeClasses = randomSet(400, ([one]) => Math.floor(one! * 3), 3);
const targets = randomSet(400, ([one, other]) => 10 * one! + other!, 0);

describe.each([
  ['two classes', twoClasses],
  ['three classes', threeClasses],
  ['a regression', targets],
])('a forest for %s', (_name, set) => {
  const small = { trees: 7, minLeaf: 2 };
  const whole = fit(set, small);

  it('is the same bytes for the same seed, and others for another', () => {
    expect(randomForest.encode(fit(set, small))).toEqual(randomForest.encode(whole));
    expect(randomForest.encode(fit(set, small, 2))).not.toEqual(randomForest.encode(whole));
  });

  it('is the same when fitted in parts, and says the same of the rows out of the bag', () => {
    const parts = [[5, 7], [0, 2], [2, 5]].map(([from, to]) => fitForestTrees(set, options(small), from!, to!));
    const joined = joinForest(set, parts);
    expect(randomForest.encode(joined)).toEqual(randomForest.encode(whole));
    expect(joined.outOfBag).toEqual(whole.outOfBag);
    expect(() => joinForest(set, parts.slice(0, 2))).toThrow('a part begins at tree 5 instead of 2');
  });

  it('scores the same when saved and loaded', () => {
    const loaded = randomForest.decode(randomForest.encode(whole));
    const scores = loaded.rawScores(set.features);
    expect(scores).toEqual(whole.rawScores(set.features));
    expect(loaded.outcomes(scores)).toEqual(served(whole, set));
  });

  it('knows before it is asked how well it does on other rows', () => {
    const forest = fit(set, { trees: 60 });
    expect(forest.outOfBag.rows).toBe(400);
    expect(forest.outOfBag.score).toBeGreaterThan(0.93);
    expect(forest.outOfBag.score).toBeLessThan(1);
  });

  it('gives its importances to the columns that say something', () => {
    const { importances } = fit(set, { trees: 30 });
    expect(importances.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(importances[0]).toBe(Math.max(...importances));
    expect(importances[2]).toBeLessThan(0.2);
  });
});

describe('probabilities of a forest', () => {
  it.each([
    ['two', twoClasses, 2],
    ['three', threeClasses, 3],
  ])('add up to 1 for %s classes', (_name, set, classes) => {
    const outcomes = served(fit(set, { trees: 9 }), set);
    expect(outcomes).toHaveLength(400 * classes);
    for (let row = 0; row < 400; row++) {
      expect(outcomes.subarray(row * classes, (row + 1) * classes).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    }
  });

  it('move towards a class that weighs more', () => {
    const rare = randomSet(600, ([one, other]) => Number(one! + 0.5 * Math.sin(90 * other!) > 1.1));
    const share = (classWeights: unknown): number => mean(fit(rare, { trees: 20, minLeaf: 20, classWeights }).rawScores(rare.features));
    const none = share('none');
    expect(share('balanced')).toBeGreaterThan(none + 0.05);
    expect(share({ 1: 20 })).toBeGreaterThan(share('balanced') + 0.05);
    expect(share({ 0: 20 })).toBeLessThan(none - 0.02);
  });

  it('do not change where a map gives every class the same weight', () => {
    const unweighted = fit(threeClasses, { trees: 3, minLeaf: 5 });
    const weighted = fit(threeClasses, { trees: 3, minLeaf: 5, classWeights: { 0: 2, 1: 2, 2: 2 } });
    expect(weighted.rawScores(threeClasses.features)).toEqual(unweighted.rawScores(threeClasses.features));
  });
});

describe('a forest learns from', () => {
  it.each([
    ['one row', { features: matrixOf([[1, null]]), labels: Float64Array.of(1), classes: 2 }, [1]],
    ['one class', { features: matrixOf([[1], [2], [3]]), labels: Float64Array.of(0, 0, 0), classes: 1 }, [0, 0, 0]],
    ['columns that say nothing', { features: matrixOf([[1, null], [1, null]]), labels: Float64Array.of(4, 4), classes: 0 }, [4, 4]],
  ])('%s', (_name, set, expected) => expect([...fit(set, { trees: 3 }).rawScores(set.features)]).toEqual(expected));

  it('targets as large as times in milliseconds', () => {
    const epoch = 1.76e12;
    const shifted = { ...targets, labels: targets.labels!.map((target) => epoch + target) };
    const [near, far] = [fit(targets, { trees: 5 }), fit(shifted, { trees: 5 })].map((forest) => forest.rawScores(targets.features));
    far!.forEach((score, row) => expect(Math.abs(score - epoch - near![row]!)).toBeLessThan(0.01));
  });

  it('values that are missing', () => {
    const label = Float64Array.from({ length: 200 }, (_, row) => row % 2);
    const features = matrixOf([...label].map((one, row) => [one === 1 ? null : row, row % 7]));
    expect(auc(fit({ features, labels: label, classes: 2 }, { trees: 20 }).rawScores(features), label)).toBe(1);
  });

  it('no rows without labels', () => expect(() => fit({ features: targets.features, classes: 0 })).toThrow('400 rows need as many labels'));
});

describe('against scikit-learn, which knows no missing values', () => {
  const filled = (part: 'train' | 'test', classes: 0 | 2): TrainingSet => {
    const set = goldenSet(part, classes);
    return { ...set, features: { ...set.features, values: set.features.values.map((value) => (Number.isNaN(value) ? -1e9 : value)) } };
  };

  it('a forest of classes is as good', () => {
    const test = filled('test', 2);
    const scores = fit(filled('train', 2), { trees: 300 }).rawScores(test.features);
    expect(Math.abs(auc(scores, test.labels!) - forestAuc)).toBeLessThan(0.01);
  });

  it('a forest of means is as good', () => {
    const test = filled('test', 0);
    const scores = fit(filled('train', 0), { trees: 300 }).rawScores(test.features);
    expect(Math.abs(determination(scores, test.labels!) - forestR2)).toBeLessThan(0.02);
  });

  it('a forest is better where missing values are left missing', () => {
    const test = goldenSet('test', 2);
    expect(auc(fit(goldenSet('train', 2), { trees: 300 }).rawScores(test.features), test.labels!)).toBeGreaterThan(forestAuc + 0.01);
  });
});

describe('hyperparameters of a forest', () => {
  it('have defaults', () => {
    expect(randomForest.check({})).toEqual({
      values: { trees: 100, maxDepth: 'unlimited', minLeaf: 1, maxFeatures: 'sqrt', bins: 255, classWeights: 'none' },
    });
  });

  it.each([
    [{ trees: 0 }, 'trees'],
    [{ maxDepth: 2.5 }, 'maxDepth'],
    [{ maxFeatures: 'log2' }, 'maxFeatures'],
    [{ maxFeatures: 1.5 }, 'maxFeatures'],
    [{ bins: 256 }, 'bins'],
    [{ classWeights: { one: 2 } }, 'classWeights'],
    [{ learningRate: 0.1 }, 'learningRate'],
  ])('%j is refused', (given, path) => {
    expect(randomForest.check(given)).toEqual({ errors: [expect.objectContaining({ path })] });
  });

  it.each([1, 0.5, 'all'])('maxFeatures %p fits', (maxFeatures) => expect(fit(twoClasses, { trees: 20, maxFeatures }).outOfBag.score).toBeGreaterThan(0.9));
});

it('says how far it is', () => {
  const heard: number[] = [];
  randomForest.fit(twoClasses, { ...options({ trees: 4 }), progress: (done) => heard.push(done) });
  expect(heard).toEqual([0, 0.25, 0.5, 0.75, 1]);
});
