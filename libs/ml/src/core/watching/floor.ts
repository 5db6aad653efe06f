import type { FieldError } from '#kernel';
import type { ModelType } from '../algorithms/algorithm.js';
import type { Metrics } from '../training/evaluate.js';
import { ERRORS, figureNames, type AnswerKind, type Figures } from './rolling-figures.js';

/** The worst that a figure may become. */
export interface Floor {
  readonly metric: string;
  readonly value: number;
}

const AUC_MARGIN = 0.05;
const ACCURACY_MARGIN = 0.1;
const ERROR_FACTOR = 1.5;

/** A floor as it was sent, or what is wrong with it; paths begin with `path`. */
export function readFloor(sent: unknown, modelType: ModelType, path: string): { readonly floor: Floor } | { readonly errors: readonly FieldError[] } {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return { errors: [{ path, message: 'must be an object of metric and value' }] };
  const { metric, value, ...rest } = sent as Record<string, unknown>;
  const names = figureNames(modelType);
  const errors: FieldError[] = Object.keys(rest).map((stray) => ({ path: `${path}.${stray.slice(0, 128)}`, message: 'is not known here' }));
  if (typeof metric !== 'string' || !names.includes(metric)) errors.push({ path: `${path}.metric`, message: `must be one of ${names.join(', ')}` });
  if (typeof value !== 'number' || !Number.isFinite(value)) errors.push({ path: `${path}.value`, message: 'must be a finite number' });
  return errors.length > 0 ? { errors } : { floor: { metric: metric as string, value: value as number } };
}

/** The floor where none was given: a margin below what the model was found to do in training. None where that is not known. */
export function defaultFloor({ modelType, classes }: AnswerKind, found: Metrics): Floor | undefined {
  const { auc, accuracy, rootMeanSquaredError } = found;
  if (modelType === 'regression') return rootMeanSquaredError && { metric: 'rootMeanSquaredError', value: ERROR_FACTOR * rootMeanSquaredError.value };
  if (modelType !== 'classification') return undefined;
  if (classes > 2) return accuracy && { metric: 'accuracy', value: accuracy.value - ACCURACY_MARGIN };
  return auc?.low === undefined ? undefined : { metric: 'auc', value: auc.low - AUC_MARGIN };
}

/** Whether a figure is below its floor: an error above it, an AUC with the whole of its interval. One that is not known is not. */
export function isBelow({ metric, value }: Floor, figures: Figures): boolean {
  const figure = figures[metric];
  if (!figure) return false;
  return ERRORS.has(metric) ? figure.value > value : (figure.high ?? figure.value) < value;
}
