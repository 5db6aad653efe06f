import { auc, boostingAuc, boostingR2, determination, goldenSet, matrixOf, randomSet } from '../trees/trees.fixture.js';
import type { Hyperparameters, TrainingSet } from './algorithm.js';
import { fitBoosting, gradientBoostedTrees, type FittedBoosting } from './gradient-boosted-trees.js';

function fit(set: TrainingSet, given: Hyperparameters = {}, seed = 1): FittedBoosting {
  const checked = gradientBoostedTrees.check(given);
  if ('errors' in checked) throw new Error(checked.errors[0]!.path);
  return fitBoosting(set, { hyperparameters: checked.values, seed, progress: () => undefined });
}

const twoClasses = randomSet(600, ([one, other]) => Number(one! + other! > 1));
const threeClasses = randomSet(600, ([one]) => Math.floor(one! * 3), 3);
const targets = randomSet(600, ([one, other]) => 1e6 + 10 * one! + other!, 0);
const labelsRight = (model: FittedBoosting, { features, labels, classes }: TrainingSet): number => {
  const outcomes = model.outcomes(model.rawScores(features));
  const said = Array.from(labels!, (_, row) => outcomes.subarray(row * classes, (row + 1) * classes)).map((row) => row.indexOf(Math.max(...row)));
  return said.filter((label, row) => label === labels![row]).length / said.length;
};

describe.each([
  ['two classes', twoClasses],
  ['three classes', threeClasses],
  ['a regression', targets],
])('boosted trees for %s', (_name, set) => {
  const sampled = { trees: 8, rowSample: 0.7, columnSample: 0.7, earlyStoppingRounds: 3, maxFeatures: 0.5 };
  const model = fit(set, sampled);

  it('are the same bytes for the same seed, and others for another', () => {
    expect(gradientBoostedTrees.encode(fit(set, sampled))).toEqual(gradientBoostedTrees.encode(model));
    expect(gradientBoostedTrees.encode(fit(set, sampled, 2))).not.toEqual(gradientBoostedTrees.encode(model));
  });

  it('score the same when saved and loaded', () => {
    const loaded = gradientBoostedTrees.decode(gradientBoostedTrees.encode(model));
    const scores = loaded.rawScores(set.features);
    expect(scores).toEqual(model.rawScores(set.features));
    expect(loaded.outcomes(scores)).toEqual(model.outcomes(scores));
  });
});

describe('boosted trees', () => {
  it.each([
    ['two classes', twoClasses],
    ['three classes', threeClasses],
  ])('tell %s apart, with probabilities that add up to 1', (_name, set) => {
    const model = fit(set);
    expect(labelsRight(model, set)).toBeGreaterThan(0.98);
    const outcomes = model.outcomes(model.rawScores(set.features));
    expect(outcomes.reduce((sum, one) => sum + one, 0)).toBeCloseTo(600, 9);
  });

  it('come close to targets far from zero', () => {
    expect(determination(fit(targets).rawScores(targets.features), targets.labels!)).toBeGreaterThan(0.99);
  });

  it('start from the log-odds and take a Newton step', () => {
    // Ten rows of either side; the first half is of class 1 but for two rows: p = .4, g = p − y, h = p (1 − p).
    const features = matrixOf(Array.from({ length: 20 }, (_, row) => [row < 10 ? 0 : 1]));
    const labels = Float64Array.from({ length: 20 }, (_, row) => Number(row < 8));
    const { ensemble } = fit({ features, labels, classes: 2 }, { trees: 1, minLeaf: 1, l2: 1 });
    expect(ensemble.base[0]).toBeCloseTo(Math.log(0.4 / 0.6), 12);
    const [, left, right] = ensemble.trees[0]!.value;
    expect(left).toBeCloseTo((8 * 0.6 - 2 * 0.4) / (10 * 0.24 + 1), 6);
    expect(right).toBeCloseTo((-10 * 0.4) / (10 * 0.24 + 1), 6);
    expect(ensemble.trees[0]!.cover).toEqual(Float64Array.of(20, 10, 10));
  });

  it('stop when held-out rows are not scored better, and keep the best', () => {
    const noise = randomSet(600, ([, , third]) => Number((third! * 1000) % 1 > 0.5));
    expect(fit(noise, { trees: 200, earlyStoppingRounds: 5 }).ensemble.trees.length).toBeLessThan(50);
    expect(fit(twoClasses, { trees: 40, earlyStoppingRounds: 40 }).ensemble.trees.length).toBeGreaterThan(20);
    expect(fit(threeClasses, { trees: 30, earlyStoppingRounds: 3 }).ensemble.trees.length % 3).toBe(0);
  });

  it('move towards a class that weighs more', () => {
    const mean = (classWeights: unknown): number => {
      const model = fit(twoClasses, { trees: 3, classWeights });
      return model.rawScores(twoClasses.features).reduce((sum, score) => sum + score, 0) / 600;
    };
    expect(mean({ 1: 5 })).toBeGreaterThan(mean('none') + 0.5);
    expect(mean({ 0: 5 })).toBeLessThan(mean('none') - 0.5);
  });

  it.each([
    ['one row', { features: matrixOf([[1, null]]), labels: Float64Array.of(1), classes: 2 }],
    ['one class', { features: matrixOf([[1], [2], [3]]), labels: Float64Array.of(0, 0, 0), classes: 1 }],
    ['a class without rows', { features: matrixOf([[1], [2], [3]]), labels: Float64Array.of(0, 1, 1), classes: 3 }],
    ['columns that say nothing', { features: matrixOf([[1, null], [1, null]]), labels: Float64Array.of(4, 4), classes: 0 }],
  ])('survive %s', (_name, set) => {
    const model = fit(set, { minLeaf: 1, rowSample: 0.5, earlyStoppingRounds: 2, trees: 5 });
    expect(model.outcomes(model.rawScores(set.features)).every(Number.isFinite)).toBe(true);
  });

  it('learn from values that are missing', () => {
    const labels = Float64Array.from({ length: 200 }, (_, row) => row % 2);
    const features = matrixOf([...labels].map((one, row) => [one === 1 ? null : row]));
    expect(auc(fit({ features, labels, classes: 2 }, { trees: 3 }).rawScores(features), labels)).toBe(1);
  });

  it('give their importances to the columns that say something', () => {
    const { importances } = fit(targets);
    expect(importances.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(importances[0]).toBeGreaterThan(0.9);
  });

  it('are as good as those of scikit-learn', () => {
    const [classes, means] = [goldenSet('test', 2), goldenSet('test', 0)];
    const ofClasses = fit(goldenSet('train', 2)).rawScores(classes.features);
    const ofMeans = fit(goldenSet('train', 0)).rawScores(means.features);
    expect(Math.abs(auc(ofClasses, classes.labels!) - boostingAuc)).toBeLessThan(0.01);
    expect(determination(ofMeans, means.labels!)).toBeGreaterThan(boostingR2 - 0.01);
  });
});

describe('hyperparameters of boosted trees', () => {
  it('have defaults', () => {
    expect(gradientBoostedTrees.check({})).toEqual({
      values: {
        trees: 100, maxDepth: 6, minLeaf: 20, maxFeatures: 'all', bins: 255, classWeights: 'none',
        learningRate: 0.1, rowSample: 1, columnSample: 1, earlyStoppingRounds: 0, l2: 1,
      },
    });
  });

  it.each([
    [{ learningRate: 0 }, 'learningRate'],
    [{ rowSample: 1.1 }, 'rowSample'],
    [{ maxDepth: 'unlimited' }, 'maxDepth'],
    [{ sampleSize: 1 }, 'sampleSize'],
  ])('%j is refused', (given, path) => {
    expect(gradientBoostedTrees.check(given)).toEqual({ errors: [expect.objectContaining({ path })] });
  });
});
