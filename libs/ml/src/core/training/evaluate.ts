import { accuracy, confusionAt } from '../evaluation/confusion.js';
import { aucInterval } from '../evaluation/auc-interval.js';
import { averagePrecision } from '../evaluation/average-precision.js';
import { classAccuracy, classBalancedAccuracy, classLogLoss } from '../evaluation/class-outcomes.js';
import { brierScore, logLoss } from '../evaluation/mean-loss.js';
import { meanAbsoluteError, rootMeanSquaredError, rSquared } from '../evaluation/regression-error.js';
import { operatingPointAt } from '../evaluation/operating-point.js';
import { expectedCalibrationError } from '../evaluation/reliability.js';
import type { Scored } from '../evaluation/scored.js';

/** A figure, with the interval it lies in at 95 % where one is known. */
export interface Measured {
  readonly value: number;
  readonly low?: number;
  readonly high?: number;
}

export type Metrics = Readonly<Record<string, Measured>>;

/** What a model said of rows it had not learnt from. */
export interface HeldOut {
  /** Class indices or targets. */
  readonly labels: Float64Array;
  /** Probabilities, `classes` a row, or targets. */
  readonly outcomes: Float64Array;
  readonly classes: number;
}

function measured(figures: Readonly<Record<string, number | undefined>>): Metrics {
  const known = Object.entries(figures).filter((entry): entry is [string, number] => entry[1] !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [name, { value }]));
}

/** Undefined where the rows cannot tell. */
export type Figure = (scored: Scored) => Measured | undefined;

export const figureOf = (valueOf: (scored: Scored) => number | undefined): Figure => (scored) => {
  const value = valueOf(scored);
  return value === undefined ? undefined : { value };
};

function areaWithInterval(scored: Scored): Measured | undefined {
  const area = aucInterval(scored);
  return area && { value: area.auc, low: area.lower, high: area.upper };
}

/** Figures of two classes by name. Each on its own, since some take milliseconds. */
export const FIGURES_OF_TWO_CLASSES: Readonly<Record<string, Figure>> = {
  auc: areaWithInterval,
  averagePrecision: figureOf(averagePrecision),
  logLoss: figureOf(logLoss),
  brier: figureOf(brierScore),
  calibrationError: figureOf(expectedCalibrationError),
  accuracy: figureOf((scored) => accuracy(confusionAt(scored, 0.5))),
  recallAtFpr1: figureOf((scored) => operatingPointAt(scored, 0.01)?.recall),
  recallAtFpr5: figureOf((scored) => operatingPointAt(scored, 0.05)?.recall),
};

function ofTwoClasses(scored: Scored): Metrics {
  const found = Object.entries(FIGURES_OF_TWO_CLASSES).map(([name, tell]) => [name, tell(scored)] as const);
  return Object.fromEntries(found.filter((entry): entry is readonly [string, Measured] => entry[1] !== undefined));
}

/** Figures of merit by name; one that the rows cannot tell is left out. */
export function evaluate({ labels, outcomes, classes }: HeldOut): Metrics {
  if (classes === 2) return ofTwoClasses({ scores: outcomes.filter((_, index) => index % 2 === 1), labels });
  if (classes > 2) {
    const rows = { probabilities: outcomes, labels, classes };
    return measured({ accuracy: classAccuracy(rows), balancedAccuracy: classBalancedAccuracy(rows), logLoss: classLogLoss(rows) });
  }
  const predicted = { predictions: outcomes, targets: labels };
  return measured({ meanAbsoluteError: meanAbsoluteError(predicted), rootMeanSquaredError: rootMeanSquaredError(predicted), rSquared: rSquared(predicted) });
}
