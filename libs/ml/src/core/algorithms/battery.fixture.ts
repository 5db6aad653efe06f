import { takeRows, type Matrix } from '../data/matrix.js';
import type { Algorithm, ModelType } from './algorithm.js';
import { checkBytes, checkHyperparametersOf, checkProgress } from './battery-contract.fixture.js';
import { CONSTANT_COLUMN, labelled, mapValues, matrixOf, ODD_ROWS, reorderColumns } from './battery-sets.fixture.js';
import { expectAdditive, expectSound, explained, fitOn, quality, setOf, type Subject, type Traits } from './battery-subject.fixture.js';

/** Registers every check that an algorithm of the library must pass, once for each number of classes it is to tell apart. */
export function checkAlgorithm(algorithm: Algorithm, modelType: ModelType, traits: Traits): void {
  for (const classes of modelType === 'classification' ? [2, 3] : [0]) {
    const subject = { algorithm, modelType, classes, traits };
    describe(`${algorithm.name}, ${modelType}${classes > 0 ? ` of ${classes} classes` : ''}`, () => {
      describe('its fit', () => checkFit(subject));
      describe('on rows of all kinds', () => checkRows(subject));
      describe('its bytes', () => checkBytes(subject));
      describe('its progress', () => checkProgress(subject));
      describe('its hyperparameters', () => checkHyperparametersOf(subject));
      if (fitOn(subject).explain !== undefined) describe('its explanations', () => checkExplanations(subject));
    });
  }
}

function checkFit(subject: Subject): void {
  const { algorithm, classes, traits } = subject;
  const set = setOf(subject);

  it('gives the same bytes for the same seed', () => {
    expect(algorithm.encode(fitOn(subject))).toEqual(algorithm.encode(fitOn(subject)));
  });

  it(traits.usesChance ? 'gives other bytes for another seed' : 'does not heed the seed', () => {
    const [one, other] = [1, 2].map((seed) => Buffer.from(algorithm.encode(fitOn(subject, set, seed))));
    expect(one?.equals(other ?? Buffer.alloc(0))).toBe(!traits.usesChance);
  });

  it('leaves the training set as it was', () => {
    const given = setOf(subject);
    fitOn(subject, given);
    expect(given).toEqual(setOf(subject));
  });

  it('learns what is easy', () => expect(quality(subject, fitOn(subject), set)).toBeGreaterThan(0.8));

  it('says how many columns and outputs it has, and refuses rows of another length', () => {
    const fitted = fitOn(subject);
    expect([fitted.columns, fitted.outputs]).toEqual([set.features.columns, classes > 2 ? classes : 1]);
    expect(() => fitted.rawScores(matrixOf([[1, 2]]))).toThrow();
  });
}

/** Training sets of the odd kinds, as changes of the easy one. */
const ODD_SETS: readonly (readonly [string, (features: Matrix) => Matrix])[] = [
  ['one row', (features) => takeRows(features, [1])],
  ['one row without any value', (features) => mapValues(takeRows(features, [1]), () => NaN)],
  ['two rows', (features) => takeRows(features, [1, 2])],
  ['the same row many times', (features) => takeRows(features, new Int32Array(50).fill(1))],
  ['each row twice', (features) => takeRows(features, Int32Array.from({ length: 2 * features.rows }, (_, row) => row >> 1))],
  ['constant columns only', (features) => mapValues(features, (_value, column) => column)],
  ['a column without any value', (features) => mapValues(features, (value, column) => (column === 2 ? NaN : value))],
  ['huge values', (features) => mapValues(features, (value) => value * 1e308)],
  ['values of every size', (features) => mapValues(features, (value, column, row) => (column === 2 ? value * 10 ** ((row % 600) - 300) : value))],
  ['tiny values', (features) => mapValues(features, (value) => value * 1e-308)],
  ['values far from zero and close together', (features) => mapValues(features, (value) => 1e12 + value)],
];

function checkRows(subject: Subject): void {
  const { modelType, classes } = subject;
  const set = setOf(subject);

  it('scores what it was fitted on, and what it never saw', () => {
    const fitted = fitOn(subject);
    expectSound(subject, fitted, set.features);
    expectSound(subject, fitted, ODD_ROWS);
    expect(fitted.rawScores({ ...ODD_ROWS, rows: 0, values: new Float64Array(0) })).toHaveLength(0);
  });

  it.each(ODD_SETS)('can be fitted on %s', (_name, change) => {
    const features = change(set.features);
    const fitted = fitOn(subject, { ...labelled(modelType, takeRows(set.features, Int32Array.from({ length: features.rows }, (_, row) => row % 160)), classes), features });
    expectSound(subject, fitted, features);
    expectSound(subject, fitted, ODD_ROWS);
    expect(subject.algorithm.decode(subject.algorithm.encode(fitted)).rawScores(features)).toEqual(fitted.rawScores(features));
  });

  it('scores a row alone as among others, and equal rows alike', () => {
    const fitted = fitOn(subject);
    const together = fitted.rawScores(set.features);
    const alone = Array.from({ length: set.features.rows }, (_, row) => [...fitted.rawScores(takeRows(set.features, [row, row]))]);
    const { outputs } = fitted;
    expect(alone).toEqual(alone.map((_, row) => [...together.subarray(row * outputs, (row + 1) * outputs)]).map((scores) => [...scores, ...scores]));
  });

  it('does not heed a column that was constant', () => {
    const fitted = fitOn(subject);
    const elsewhere = mapValues(set.features, (value, column) => (column === CONSTANT_COLUMN ? -7 : value));
    expect(fitted.rawScores(elsewhere)).toEqual(fitted.rawScores(set.features));
  });
}

function checkExplanations(subject: Subject): void {
  const { traits } = subject;
  const { features, ...rest } = setOf(subject);

  it('add up to the raw score', () => {
    const fitted = fitOn(subject);
    for (const rows of [features, ODD_ROWS]) expectAdditive(fitted, rows);
  });

  it('give nothing to a column that was constant', () => {
    const { contributions } = explained(fitOn(subject), features);
    expect(contributions.some((share) => share !== 0)).toBe(true);
    expect(contributions.filter((_, at) => at % features.columns === CONSTANT_COLUMN).every((share) => share === 0)).toBe(true);
  });

  if (!traits.ordersAlike) return;
  it('follow the columns to other places', () => {
    const order = [4, 2, 0, 1, 3];
    const moved = reorderColumns(features, order);
    const [here, there] = [explained(fitOn(subject), features), explained(fitOn(subject, { ...rest, features: moved }), moved)];
    const expected = reorderColumns({ rows: here.contributions.length / 5, columns: 5, values: here.contributions }, order).values;
    there.contributions.forEach((share, at) => expect(share).toBeCloseTo(expected[at] ?? NaN, 6));
  });
}
