import type { ModelType } from '../algorithms/algorithm.js';
import type { Label } from '../data/training-data.js';

/** What is known of a model without reading its body. */
export interface ArtifactHead {
  readonly algorithm: string;
  readonly modelType: ModelType;
  /** One a column, in the order of the columns. */
  readonly featureNames: readonly string[];
  /** One a class index; empty where the model knows no classes. */
  readonly classes: readonly Label[];
  /** Plain JSON, whatever the calibration keeps; finite numbers come back as they were. */
  readonly calibration?: unknown;
}

const MODEL_TYPES: ReadonlySet<unknown> = new Set<ModelType>(['classification', 'regression', 'anomaly', 'forecast']);

const isListOf = (value: unknown, types: readonly string[]): boolean => Array.isArray(value) && value.every((item) => types.includes(typeof item));

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return undefined;
  }
}

/** JSON in UTF-8, fields always in this order: the same head gives the same bytes. */
export function writeHead({ algorithm, modelType, featureNames, classes, calibration }: ArtifactHead): Uint8Array {
  return new TextEncoder().encode(JSON.stringify({ algorithm, modelType, featureNames, classes, calibration }));
}

/** The head in `bytes`, or what is wrong with it: a checksum only tells that it is as it was written. */
export function readHead(bytes: Uint8Array): ArtifactHead | string {
  const head = parsed(bytes);
  if (typeof head !== 'object' || head === null) return 'the head is no JSON object';
  const { algorithm, modelType, featureNames, classes, calibration } = head as Readonly<Record<string, unknown>>;
  if (typeof algorithm !== 'string') return 'the head names no algorithm';
  if (!MODEL_TYPES.has(modelType)) return 'the head names no known model type';
  if (!isListOf(featureNames, ['string'])) return 'the head lists no feature names';
  if (!isListOf(classes, ['string', 'number', 'boolean'])) return 'the head lists no classes';
  return {
    algorithm,
    modelType: modelType as ModelType,
    featureNames: featureNames as string[],
    classes: classes as Label[],
    ...(calibration === undefined ? {} : { calibration }),
  };
}
