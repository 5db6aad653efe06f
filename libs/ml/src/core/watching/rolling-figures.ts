import type { ModelType } from '../algorithms/algorithm.js';
import { aucInterval } from '../evaluation/auc-interval.js';
import { averagePrecision } from '../evaluation/average-precision.js';
import { confusionAt, precision, recall } from '../evaluation/confusion.js';
import { evaluate, type Measured } from '../training/evaluate.js';
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

const RANKED = ['auc', 'averagePrecision'] as const;
const OF_TWO_CLASSES = [...RANKED, 'accuracy', 'precision', 'recall', 'brier', 'logLoss', 'calibrationError', 'recallAtFpr1', 'recallAtFpr5'];
const OF_CLASSES = ['accuracy', 'balancedAccuracy', 'logLoss'];
const OF_TARGETS = ['meanAbsoluteError', 'rootMeanSquaredError', 'rSquared'];

/** Figures that are better the lower they are. */
export const ERRORS: ReadonlySet<string> = new Set(['brier', 'logLoss', 'calibrationError', 'meanAbsoluteError', 'rootMeanSquaredError']);

/** Every figure that a model of a type may have; which of a classification's it has is known with its classes. */
export function figureNames(modelType: ModelType): readonly string[] {
  if (modelType === 'classification') return [...new Set([...OF_TWO_CLASSES, ...OF_CLASSES])];
  return modelType === 'regression' ? OF_TARGETS : modelType === 'anomaly' ? RANKED : [];
}

/** Numbers an answer has. */
export function widthOf({ classes }: AnswerKind): number {
  return Math.max(1, classes);
}

function namesOf({ modelType, classes }: AnswerKind): readonly string[] {
  if (modelType !== 'classification') return figureNames(modelType);
  return classes === 2 ? OF_TWO_CLASSES : OF_CLASSES;
}

const measured = (value: number | undefined): Measured | null => (value === undefined ? null : { value });

function ofScores(scored: { readonly scores: Float64Array; readonly labels: Float64Array }): Figures {
  const area = aucInterval(scored);
  return { auc: area ? { value: area.auc, low: area.lower, high: area.upper } : null, averagePrecision: measured(averagePrecision(scored)) };
}

function known(kind: AnswerKind, { outcomes, labels }: LabelledAnswers): Figures {
  const scored = { scores: watchedScores(outcomes, widthOf(kind)), labels };
  if (kind.modelType === 'anomaly') return ofScores(scored);
  const figures = evaluate({ outcomes, labels, classes: kind.classes });
  if (kind.classes !== 2) return figures;
  const called = confusionAt(scored, 0.5);
  return { ...figures, precision: measured(precision(called)), recall: measured(recall(called)) };
}

/** All figures of a model's kind; precision and recall call class one what has a probability of at least 0.5. O(n log n). */
export function rollingFigures(kind: AnswerKind, answers: LabelledAnswers): Figures {
  const found = answers.labels.length > 0 ? known(kind, answers) : {};
  return Object.fromEntries(namesOf(kind).map((name) => [name, found[name] ?? null]));
}
