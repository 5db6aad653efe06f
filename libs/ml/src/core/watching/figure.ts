import type { ModelType } from '../algorithms/algorithm.js';
import { evaluate } from '../training/evaluate.js';

/** What a version said of rows whose truth is known. */
export interface SaidOfRows {
  readonly modelType: ModelType;
  /** Classes of a classification, else 0. */
  readonly classes: number;
  /** A row each: a probability for each class, or the value, or the anomaly score (0–1). */
  readonly outcomes: readonly ArrayLike<number>[];
  /** Index of the class, the target, or 1 for an anomaly. */
  readonly labels: ArrayLike<number>;
}

const LOWER_IS_BETTER: ReadonlySet<string> = new Set(['brier', 'logLoss', 'calibrationError', 'meanAbsoluteError', 'rootMeanSquaredError', 'loss']);

/** A figure of a passport, of these rows. Undefined where they cannot tell it, or it is none of those. @throws Error where shapes or labels do not fit */
export function figureOf(name: string, { modelType, classes, outcomes, labels }: SaidOfRows): number | undefined {
  const isAnomaly = modelType === 'anomaly';
  // Scores rank anomalies as probabilities would.
  const cells = outcomes.flatMap((row) => (isAnomaly ? [1 - (row[0] as number), row[0] as number] : Array.from(row)));
  return evaluate({ labels: Float64Array.from(labels), outcomes: Float64Array.from(cells), classes: isAnomaly ? 2 : classes })[name]?.value;
}

/** Whether `figure` is the worse one of two values of the figure that is named. */
export function isWorse(name: string, figure: number, other: number): boolean {
  return LOWER_IS_BETTER.has(name) ? figure > other : figure < other;
}
