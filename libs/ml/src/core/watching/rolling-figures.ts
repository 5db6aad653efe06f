import type { ModelType } from '../algorithms/algorithm.js';
import { confusionAt, precision, recall } from '../evaluation/confusion.js';
import { evaluate, figureOf, FIGURES_OF_TWO_CLASSES, type Figure, type Measured } from '../training/evaluate.js';
import { watchedScores } from './watched-score.js';

/** What a model answers in. */
export interface AnswerKind {
  readonly modelType: ModelType;
  /** 0 where answers are no classes. */
  readonly classes: number;
}

/** Answers whose truth is known. */
export interface LabelledAnswers {
  /** Row-major: a probability for each class, or the value, or the anomaly score. */
  readonly outcomes: Float64Array;
  /** Class indices, targets, or 1 (anomalous) and 0. */
  readonly labels: Float64Array;
}

/** Figures by name; null is one that the rows cannot tell. */
export type Figures = Readonly<Record<string, Measured | null>>;

const FIGURES: Readonly<Record<string, Figure>> = {
  ...FIGURES_OF_TWO_CLASSES,
  precision: figureOf((scored) => precision(confusionAt(scored, 0.5))),
  recall: figureOf((scored) => recall(confusionAt(scored, 0.5))),
};
const OF_ANOMALIES = ['auc', 'averagePrecision'];
const OF_TWO_CLASSES = Object.keys(FIGURES);
const OF_CLASSES = ['accuracy', 'balancedAccuracy', 'logLoss'];
const OF_TARGETS = ['meanAbsoluteError', 'rootMeanSquaredError', 'rSquared'];

/** Figures that are better the lower they are. */
export const ERRORS: ReadonlySet<string> = new Set(['brier', 'logLoss', 'calibrationError', 'meanAbsoluteError', 'rootMeanSquaredError']);

/** Every figure that a model of a type may have; which of a classification's it has is known with its classes. */
export function figureNames(modelType: ModelType): readonly string[] {
  if (modelType === 'classification') return [...new Set([...OF_TWO_CLASSES, ...OF_CLASSES])];
  return modelType === 'regression' ? OF_TARGETS : modelType === 'anomaly' ? OF_ANOMALIES : [];
}

/** Numbers an answer has. */
export function widthOf({ classes }: AnswerKind): number {
  return Math.max(1, classes);
}

function namesOf({ modelType, classes }: AnswerKind): readonly string[] {
  if (modelType !== 'classification') return figureNames(modelType);
  return classes === 2 ? OF_TWO_CLASSES : OF_CLASSES;
}

/**
 * All figures of a model's kind; precision and recall call class one what has a probability of at least 0.5. Yields between
 * figures that take milliseconds. O(n log n).
 */
export function* rollingFigures(kind: AnswerKind, { outcomes, labels }: LabelledAnswers): Generator<undefined, Figures> {
  const names = namesOf(kind);
  const found: Record<string, Measured | null> = Object.fromEntries(names.map((name) => [name, null]));
  if (labels.length === 0) return found;
  if (kind.modelType !== 'anomaly' && kind.classes !== 2) return { ...found, ...evaluate({ outcomes, labels, classes: kind.classes }) };
  const scored = { scores: watchedScores(outcomes, widthOf(kind)), labels };
  for (const name of names) {
    found[name] = FIGURES[name]?.(scored) ?? null;
    yield;
  }
  return found;
}
