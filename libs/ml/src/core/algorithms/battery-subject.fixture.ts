import type { Matrix } from '../data/matrix.js';
import type { Algorithm, Explanations, Fitted, Hyperparameters, ModelType, TrainingSet } from './algorithm.js';
import { madeSet, matrixOf } from './battery-sets.fixture.js';

/** What the battery can't find out by itself. */
export interface Traits {
  /** Hyperparameters that keep the fits quick. */
  readonly hyperparameters?: Hyperparameters;
  /** Whether a fit draws from its seed. */
  readonly usesChance: boolean;
  /** Whether the same columns in another order give the same model: no draw and no tie is settled by their places. */
  readonly ordersAlike: boolean;
}

export interface Subject {
  readonly algorithm: Algorithm;
  readonly modelType: ModelType;
  readonly classes: number;
  readonly traits: Traits;
}

type Progress = (done: number) => void;

const quietly: Progress = () => undefined;

export function setOf({ modelType, classes }: Subject): TrainingSet {
  return madeSet(modelType, classes);
}

function valuesOf({ algorithm, traits }: Subject): Hyperparameters {
  const result = algorithm.check(traits.hyperparameters ?? {});
  if ('errors' in result) throw new Error(`the battery's hyperparameters are refused: ${JSON.stringify(result.errors)}`);
  return result.values;
}

export function fitOn(subject: Subject, set = setOf(subject), seed = 1, progress = quietly): Fitted {
  return subject.algorithm.fit(set, { hyperparameters: valuesOf(subject), seed, progress });
}

export function outcomesOf(fitted: Fitted, features: Matrix): Float64Array {
  return fitted.outcomes(fitted.rawScores(features));
}

export function expectSound({ modelType, classes }: Subject, fitted: Fitted, features: Matrix): void {
  const raw = fitted.rawScores(features);
  const outcomes = fitted.outcomes(raw);
  expect(raw).toHaveLength(features.rows * fitted.outputs);
  expect(raw.every(Number.isFinite)).toBe(true);
  expect(outcomes).toHaveLength(features.rows * Math.max(classes, 1));
  expect(outcomes.every(Number.isFinite)).toBe(true);
  if (modelType === 'regression') return;
  expect(outcomes.every((outcome) => outcome >= 0 && outcome <= 1)).toBe(true);
  for (let at = 0; at < outcomes.length && classes > 0; at += classes) {
    expect(outcomes.subarray(at, at + classes).reduce((sum, outcome) => sum + outcome, 0)).toBeCloseTo(1, 12);
  }
}

/** Share of right classes, R² of a regression, share of ordinary rows below the score of one far off. */
export function quality({ modelType, classes }: Subject, fitted: Fitted, { features, labels }: TrainingSet): number {
  const outcomes = outcomesOf(fitted, features);
  if (labels === undefined) {
    const [far = 0] = outcomesOf(fitted, matrixOf([[9, -9, 9, 0.1, 9]]));
    return outcomes.filter((outcome) => outcome < far).length / features.rows;
  }
  if (modelType === 'classification') {
    const isRight = (label: number, row: number): boolean => {
      const shares = outcomes.subarray(row * classes, (row + 1) * classes);
      return shares.indexOf(Math.max(...shares)) === label;
    };
    return labels.filter(isRight).length / features.rows;
  }
  const mean = labels.reduce((sum, label) => sum + label, 0) / labels.length;
  const squares = (of: (label: number, row: number) => number): number => labels.reduce((sum, label, row) => sum + of(label, row) ** 2, 0);
  return 1 - squares((label, row) => label - (outcomes[row] ?? 0)) / squares((label) => label - mean);
}

export function explained(fitted: Fitted, features: Matrix): Explanations {
  if (fitted.explain === undefined) throw new Error('there is no explanation');
  return fitted.explain(features);
}

export function expectAdditive(fitted: Fitted, features: Matrix): void {
  const { base, contributions } = explained(fitted, features);
  expect(base).toHaveLength(fitted.outputs);
  expect(contributions).toHaveLength(features.rows * fitted.outputs * features.columns);
  fitted.rawScores(features).forEach((score, at) => {
    const shares = contributions.subarray(at * features.columns, (at + 1) * features.columns);
    const sum = shares.reduce((total, share) => total + share, base[at % fitted.outputs] ?? NaN);
    const size = shares.reduce((total, share) => total + Math.abs(share), 1);
    expect(Math.abs(sum - score) / size).toBeLessThan(1e-9);
  });
}
