import { seededRandom } from '#kernel';
import { algorithmNamed } from '../algorithms/index.js';
import type { Algorithm } from '../algorithms/algorithm.js';
import { unpackArtifact } from '../artifact/artifact.js';
import { readTrainingData, type TrainingData } from '../data/training-data.js';
import { planHoldOut } from './hold-out.js';
import { trainModel, type TrainingPlan } from './train.js';

const forest = algorithmNamed('random_forest') as Algorithm;

function planFor(algorithm: Algorithm, parts: Partial<TrainingPlan> = {}, given: Record<string, unknown> = {}): TrainingPlan {
  const checked = algorithm.check(given);
  if ('errors' in checked) throw new Error('bad hyperparameters');
  return { modelType: 'classification', algorithm, hyperparameters: checked.values, seed: 1, batchRows: 1000, progress: () => undefined, ...parts };
}

/** Two classes that overlap: the label follows the first column in four of five rows. */
function overlapping(rows: number): TrainingData {
  const random = seededRandom(3);
  const features = Array.from({ length: rows }, () => [random.next(), random.next()]);
  const labels = features.map(([first]) => ((first as number) > 0.5) === random.next() < 0.8 ? 'yes' : 'no');
  return readTrainingData({ features, labels, featureNames: ['signal', 'noise'] }, 'classification') as TrainingData;
}

it('judges by rows kept from the model, calibrates, and finds the column that tells', () => {
  const trained = trainModel(overlapping(600), planFor(forest, {}, { trees: 40, minLeaf: 5 }));
  expect(trained.metrics['auc']?.value).toBeGreaterThan(0.7);
  // Judged by rows it had learnt, a forest would be right nearly always.
  expect(trained.metrics['accuracy']?.value).toBeLessThan(0.85);
  expect(trained).toMatchObject({ evaluation: '5 folds, each judged by a model of the others', calibration: 'isotonic, with a Venn-Abers interval', classes: ['no', 'yes'] });
  expect(trained.importances?.['signal']).toBeGreaterThan(trained.importances?.['noise'] as number);
  expect(unpackArtifact(trained.artifact)).toMatchObject({ algorithm: 'random_forest', featureNames: ['signal', 'noise'], classes: ['no', 'yes'] });
});

it('says what features are worth, how it does on parts of the rows, and where to decide', () => {
  const { featureWorth, slices, thresholds, decision } = trainModel(overlapping(600), planFor(forest, { maxFalsePositiveRate: 0.1 }, { trees: 40, minLeaf: 5 }));
  expect(featureWorth.map(({ feature }) => feature)).toEqual(['signal', 'noise']);
  expect(slices.map(({ feature, values }) => `${feature} ${values[0]}`)).toEqual(['signal ≤', 'signal >', 'noise ≤', 'noise >']);
  expect(slices.reduce((sum, { rows }) => sum + rows, 0)).toBe(1200);
  expect(thresholds?.map(({ falsePositiveRate }) => falsePositiveRate)).toEqual([0.001, 0.01, 0.05]);
  expect(decision).toMatchObject({ maxFalsePositiveRate: 0.1, threshold: expect.any(Number) as number });
  expect(decision!.falsePositiveRate).toBeLessThan(0.1);
});

it('profiles what it saw, and what it will say of rows it had not learnt from', () => {
  const data = overlapping(600);
  const { profile } = trainModel(data, planFor(forest, {}, { trees: 40, minLeaf: 5 }));
  expect(profile.features.map(({ rows, mean }) => [rows, mean])).toEqual([[600, expect.closeTo(0.5, 1)], [600, expect.closeTo(0.5, 1)]]);
  // Calibrated, scores are as high on average as class one is frequent; of rows it had learnt, most would be near 0 and 1.
  expect(profile.score).toMatchObject({ rows: 600, mean: expect.closeTo(0.5, 1) });
  const { sample } = profile.score!;
  expect([sample.length, sample[150]! > 0.1, sample[450]! < 0.9]).toEqual([600, true, true]);
});

it('profiles anomalies by the rows it learnt from, and nothing said of too few rows', () => {
  const features = Array.from({ length: 12_000 }, (_, row) => [row % 100]);
  const strange = readTrainingData({ features }, 'anomaly') as TrainingData;
  expect(trainModel(strange, planFor(algorithmNamed('isolation_forest') as Algorithm, { modelType: 'anomaly' }, { trees: 10 })).profile.score).toMatchObject({ rows: 10_000 });
  const few = readTrainingData({ features: [[1], [2], [3]], labels: [1, 2, 3] }, 'regression') as TrainingData;
  expect(trainModel(few, planFor(forest, { modelType: 'regression' }, { trees: 2 })).profile).toMatchObject({ features: [{ rows: 3 }], score: null });
});

it('gives the same bytes for the same seed, and others for another', () => {
  const data = overlapping(120);
  const bytes = (seed: number): Uint8Array => trainModel(data, planFor(forest, { seed }, { trees: 5 })).artifact;
  expect(bytes(1)).toEqual(bytes(1));
  expect(bytes(2)).not.toEqual(bytes(1));
});

it('tells of its progress up to the end, and ends where the listener throws', () => {
  const heard: number[] = [];
  trainModel(overlapping(120), planFor(forest, { progress: (done) => heard.push(done) }, { trees: 5 }));
  expect(heard).toEqual([...heard].sort((left, right) => left - right));
  expect(heard.at(-1)).toBe(1);
  const stop = (): never => { throw new Error('enough'); };
  expect(() => trainModel(overlapping(120), planFor(forest, { progress: stop }, { trees: 5 }))).toThrow('enough');
});

it('learns targets and judges them in their unit', () => {
  const features = Array.from({ length: 200 }, (_, row) => [row]);
  const data = readTrainingData({ features, labels: features.map(([x]) => 3 * (x as number)) }, 'regression') as TrainingData;
  const { metrics } = trainModel(data, planFor(forest, { modelType: 'regression' }, { trees: 20 }));
  expect(metrics['meanAbsoluteError']?.value).toBeLessThan(15);
  expect(metrics['rSquared']?.value).toBeGreaterThan(0.98);
});

it('judges several classes', () => {
  const features = Array.from({ length: 300 }, (_, row) => [row % 3, row % 7]);
  const data = readTrainingData({ features, labels: features.map(([x]) => `class ${x}`) }, 'classification') as TrainingData;
  expect(trainModel(data, planFor(forest, {}, { trees: 10 }))).toMatchObject({ calibration: null, metrics: { accuracy: { value: 1 }, balancedAccuracy: { value: 1 } } });
});

describe('the plan to judge', () => {
  const set = (rows: number, classOf: (row: number) => number): Parameters<typeof planHoldOut>[0] =>
    ({ features: { rows, columns: 1, values: new Float64Array(rows) }, labels: Float64Array.from({ length: rows }, (_, row) => classOf(row)), classes: 2 });

  it.each([
    ['five folds', set(100, (row) => row % 2), 5], ['as many as the smaller class has rows', set(100, (row) => (row < 3 ? 1 : 0)), 3],
    ['none for a class of one', set(100, (row) => (row < 1 ? 1 : 0)), 0], ['none for nine rows', set(9, (row) => row % 2), 0], ['one for many rows', set(20_000, (row) => row % 2), 1],
  ])('has %s', (_name, rows, folds) => expect(planHoldOut(rows, 1).folds).toHaveLength(folds));

  it('keeps to the order of time where that is known, and needs every class in the past', () => {
    const times = Float64Array.from({ length: 100 }, (_, row) => 100 - row);
    const { folds, description } = planHoldOut({ ...set(100, (row) => row % 2), times }, 1);
    expect(description).toBe('5 stretches of time, each judged by a model of what came before');
    for (const { train, test } of folds) expect(Math.min(...train)).toBeGreaterThan(Math.max(...test));
    // Until row 40 all are of one class: the first two stretches teach nothing.
    expect(planHoldOut({ ...set(100, (row) => (row < 40 ? 0 : row % 2)), times: times.slice().reverse() }, 1).folds).toHaveLength(3);
    expect(planHoldOut({ ...set(20_000, (row) => row % 2), times: new Float64Array(20_000).map((_zero, row) => row) }, 1)).toMatchObject({ folds: [expect.anything()], description: 'the last of 6 stretches of time held out' });
  });

  it('keeps groups whole, and has none where a kind has one group alone', () => {
    const tens = Float64Array.from({ length: 100 }, (_, row) => Math.floor(row / 10));
    const plan = planHoldOut({ ...set(100, (row) => Math.floor(row / 10) % 2), groups: tens }, 1);
    expect(plan.description).toBe('5 folds of whole groups, each judged by a model of the others');
    for (const { test } of plan.folds) expect([test.length, new Set([...test].map((row) => tens[row])).size]).toEqual([20, 2]);
    expect(planHoldOut({ ...set(100, (row) => (row < 10 ? 1 : 0)), groups: tens }, 1)).toEqual({ folds: [], description: 'none: too few groups of a kind' });
  });

  it('has none without labels', () => expect(planHoldOut({ ...set(100, () => 0), labels: undefined }, 1)).toEqual({ folds: [], description: 'none: there are no labels' }));
});
