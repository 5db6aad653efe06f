import { seededRandom } from '#kernel';
import golden from '../../../../../test/golden/watching.json' with { type: 'json' };
import { profileFeature } from '../drift/feature-profile.js';
import { assessInSteps, type Assessment, type Watched } from './assess.js';
import { readFloor } from './floor.js';
import { inOneGo } from './in-one-go.fixture.js';
import { profileModel } from './model-profile.js';
import { stabilityThreshold } from './stability-threshold.js';
import { watchedScores } from './watched-score.js';

const random = seededRandom(5);
const evenly = (count: number, from = 0): Float64Array => Float64Array.from({ length: count }, () => from + random.next());
const SCORES = evenly(5000);
const profile = profileModel({ rows: 5000, columns: 2, values: evenly(10_000) }, SCORES);
const ofClassOne = (scores: Float64Array): Float64Array => Float64Array.from([...scores].flatMap((score) => [1 - score, score]));

/** `rows` rows that scored like those of training, whose second feature moved by `shift`; every other one was class one, whatever its score. */
function watchedOf(rows: number, parts: Partial<Watched> = {}, shift = 0): Watched {
  const values = evenly(2 * rows).map((value, cell) => value + (cell % 2) * shift);
  const outcomes = ofClassOne(evenly(rows));
  return {
    modelType: 'classification', classes: 2, features: ['first', 'second'], found: {}, floor: undefined, profile,
    recent: { features: { rows, columns: 2, values }, outcomes }, labelled: { outcomes, labels: Float64Array.from({ length: rows }, (_, row) => row % 2) }, ...parts,
  };
}

const assess = (watched: Watched): Assessment => inOneGo(assessInSteps(watched));
const found = (watched: Watched): string[] => assess(watched).findings.map(({ kind, subject }) => `${kind} ${subject}`);

describe('watched scores', () => {
  it.each([[1, [3, 4], [3, 4]], [2, [0.4, 0.6, 0.9, 0.1], [0.6, 0.1]], [3, [0.2, 0.5, 0.3, 0.8, 0.1, 0.1], [0.5, 0.8]]])('of answers of %d numbers', (width, outcomes, scores) =>
    expect([...watchedScores(Float64Array.from(outcomes), width)]).toEqual(scores));
});

describe('the profile of a model', () => {
  it('holds an evenly spaced sample of its scores', () => {
    const { sample } = profile.score!;
    expect([sample.length, sample[0], sample.at(-1)]).toEqual([1000, Math.min(...SCORES), Math.max(...SCORES)]);
    expect(sample[500]).toBeCloseTo(0.5, 1);
    expect(JSON.parse(JSON.stringify(profile))).toEqual(profile);
  });
  it('holds the one score there is, and none where there is none', () => {
    const features = { rows: 1, columns: 1, values: Float64Array.of(1) };
    expect(profileModel(features, Float64Array.of(0.5)).score?.sample).toEqual([0.5]);
    expect(profileModel(features, new Float64Array(0)).score).toBeNull();
  });
});

describe('drift', () => {
  it.each([
    ['none', 300, 0, []], ['of a feature', 300, 0.5, ['feature_drift second']], ['nothing from too few rows', 199, 0.5, []],
  ])('finds %s', (_name, rows, shift, expected) => expect(found(watchedOf(rows, {}, shift))).toEqual(expected));

  it('finds scores that moved, by two measures', () => {
    const outcomes = ofClassOne(evenly(300).map((score) => score / 2));
    const watched = watchedOf(300);
    const { drift, findings } = assess({ ...watched, recent: { ...watched.recent, outcomes } });
    expect(findings.map(({ subject, threshold }) => [subject, threshold])).toEqual([['psi', 0.25], ['ks', 0.1]]);
    expect(drift.score.ks!.statistic).toBeCloseTo(0.5, 1);
  });

  it('is null without a profile, without a score in it, and without rows', () => {
    const unknown = [{ feature: 'first', psi: null, rows: 300 }, { feature: 'second', psi: null, rows: 300 }];
    expect(assess(watchedOf(300, { profile: undefined })).drift).toEqual({ features: unknown, score: { psi: null, ks: null } });
    expect(assess(watchedOf(300, { profile: { ...profile, score: null } })).drift.score).toEqual({ psi: null, ks: null });
    expect(assess(watchedOf(0)).drift).toEqual({ features: unknown.map((each) => ({ ...each, rows: 0 })), score: { psi: null, ks: null } });
  });

  it.each(golden.chance)('is more than what chance does to few rows: $degrees bins', ({ degrees, quantile }) => {
    const edges = Array.from({ length: degrees - 1 }, (_, edge) => edge);
    const few = { ...profileFeature(Float64Array.of(1)), rows: 50, edges, shares: new Array<number>(degrees).fill(1 / degrees) };
    expect(Math.abs(stabilityThreshold(few, 50) / ((1 / 50 + 1 / 50) * quantile) - 1)).toBeLessThan(0.04);
    expect(stabilityThreshold({ ...few, rows: 5000 }, 2000)).toBe(0.25);
  });
});

describe('a figure that falls', () => {
  const guesses = (parts: Partial<Watched>): string[] => found(watchedOf(400, parts));
  const known = { auc: { value: 0.9, low: 0.88, high: 0.92 } };
  it.each([
    ['below its passport', { found: known }, ['performance auc']],
    ['within the margin of its passport', { found: { auc: { value: 0.55, low: 0.5, high: 0.6 } } }, []],
    ['without an interval in its passport', { found: { auc: { value: 0.9 } } }, []],
    ['above its own floor', { found: known, floor: { metric: 'auc', value: 0.3 } }, []],
    ['below its own floor', { floor: { metric: 'recall', value: 0.9 } }, ['performance recall']],
    ['an error above its floor', { floor: { metric: 'brier', value: 0.2 } }, ['performance brier']],
    ['an error below its floor', { floor: { metric: 'brier', value: 0.9 } }, []],
    ['a floor of another kind', { floor: { metric: 'balancedAccuracy', value: 0.9 } }, []],
  ])('%s', (_name, parts, expected) => expect(guesses(parts)).toEqual(expected));

  it.each([[99, []], [100, ['performance auc']]])('is none by %d rows', (rows, expected) => {
    const labelled = { outcomes: ofClassOne(evenly(rows)), labels: Float64Array.from({ length: rows }, (_, row) => row % 2) };
    expect(found({ ...watchedOf(0), labelled, found: known })).toEqual(expected);
  });
  it('is none by nineteen rows of a class', () => {
    const labels = Float64Array.from({ length: 400 }, (_, row) => (row < 19 ? 1 : 0));
    expect(found({ ...watchedOf(0), labelled: { outcomes: ofClassOne(evenly(400)), labels }, found: known })).toEqual([]);
  });

  it('is an accuracy of several classes a tenth lower, and a root mean squared error half as large again', () => {
    const outcomes = Float64Array.from({ length: 300 }, (_, cell) => Number(cell % 3 === 0));
    const several = { ...watchedOf(0), modelType: 'classification', classes: 3, labelled: { outcomes, labels: Float64Array.from({ length: 100 }, (_, row) => row % 2) } } as const;
    expect([found({ ...several, found: { accuracy: { value: 0.61 } } }), found({ ...several, found: { accuracy: { value: 0.59 } } })]).toEqual([['performance accuracy'], []]);
    const targets = { ...watchedOf(0), modelType: 'regression', classes: 0, labelled: { outcomes: new Float64Array(100), labels: new Float64Array(100).fill(3) } } as const;
    expect([1.9, 2.1].map((value) => found({ ...targets, found: { rootMeanSquaredError: { value } } }))).toEqual([['performance rootMeanSquaredError'], []]);
  });
  it('is none of anomalies, unless they have a floor', () => {
    const watched = { ...watchedOf(0), modelType: 'anomaly', classes: 0, labelled: { outcomes: evenly(200), labels: Float64Array.from({ length: 200 }, (_, row) => row % 2) } } as const;
    expect([found(watched), found({ ...watched, floor: { metric: 'auc', value: 0.9 } })]).toEqual([[], ['performance auc']]);
  });
});

it('pauses between slices of wide rows, and between figures', () => {
  const [rows, columns] = [1000, 200];
  const wide = { ...watchedOf(0), profile: undefined, features: Array.from({ length: columns }, (_, column) => `f${column}`), recent: { features: { rows, columns, values: new Float64Array(rows * columns) }, outcomes: ofClassOne(evenly(rows)) } };
  expect([...assessInSteps(wide)]).toHaveLength(4);
  expect([...assessInSteps(watchedOf(50))]).toHaveLength(11);
});

it.each([
  [{ metric: 'auc', value: 0.9 }, 'classification', []], [{ metric: 'rSquared', value: 0 }, 'regression', []], [{ metric: 'auc', value: 0.9 }, 'regression', ['floor.metric']],
  [{ metric: 'auc' }, 'anomaly', ['floor.value']], [{ metric: 3, value: Infinity, more: 1 }, 'anomaly', ['floor.more', 'floor.metric', 'floor.value']], [[], 'anomaly', ['floor']], [null, 'anomaly', ['floor']],
] as const)('reads the floor %j of a %s', (sent, modelType, paths) => {
  const read = readFloor(sent, modelType, 'floor');
  expect('errors' in read ? read.errors.map(({ path }) => path) : []).toEqual(paths);
});
