import type { FieldError } from '#kernel';
import { unsafeText } from '#realtime/core';
import type { ModelType } from '../algorithms/algorithm.js';
import type { Matrix } from './matrix.js';

export const MOST_CELLS = 5_000_000;
const MOST_COLUMNS = 2000;
const MOST_CLASSES = 100;
/** The squares of so many as there may be still add up to a double. */
const LARGEST_TARGET = 1e150;
const ORDER: readonly string[] = ['boolean', 'number', 'string'];
const FEATURE_NAME = /^[A-Za-z_][\w.:-]{0,127}$/;

/** A class as the sender writes it. */
export type Label = string | number | boolean;

/** Checked training data: class indices or targets in `labels`; none where anomalies are learnt. */
export interface TrainingData {
  readonly featureNames: readonly string[];
  readonly features: Matrix;
  readonly labels: Float64Array | undefined;
  /** Both as in `TrainingSet`. */
  readonly groups?: Float64Array | undefined;
  readonly times?: Float64Array | undefined;
  /** Distinct classes in a fixed order; empty where labels are no classes. */
  readonly classes: readonly Label[];
}

/** Why data cannot be learnt from: a stable code and the places. */
export interface DataFault {
  readonly code: `training_data_${'invalid' | 'empty' | 'too_large' | 'ragged' | 'not_numeric' | 'label_mismatch' | 'one_class'}`;
  readonly detail: string;
  readonly errors: readonly FieldError[];
}

const fault = (code: DataFault['code'], detail: string, path: string, message: string): DataFault => ({ code, detail, errors: [{ path, message }] });

export function isFault(value: TrainingData | DataFault): value is DataFault {
  return 'code' in value;
}

/** Numbers and `null` (missing) of a rectangle, row-major, or what is wrong with it. Stops at the first fault: there may be millions. */
function readFeatures(rows: readonly unknown[]): Matrix | DataFault {
  const first: unknown = rows[0];
  if (!Array.isArray(first) || first.length === 0) return fault('training_data_invalid', 'a row of features is a list of numbers', 'features.0', 'must be a list of one or more numbers');
  const columns = first.length;
  const tooLarge = (message: string): DataFault => fault('training_data_too_large', `at most ${MOST_CELLS} cells in ${MOST_COLUMNS} columns are taken`, 'features', message);
  if (columns > MOST_COLUMNS) return tooLarge(`must not have more than ${MOST_COLUMNS} columns`);
  if (rows.length * columns > MOST_CELLS) return tooLarge(`must not exceed ${MOST_CELLS} cells`);
  const values = new Float64Array(rows.length * columns);
  for (const [row, cells] of rows.entries()) {
    if (!Array.isArray(cells)) return fault('training_data_invalid', 'a row of features is a list of numbers', `features.${row}`, 'must be a list of numbers');
    if (cells.length !== columns) return fault('training_data_ragged', 'all rows must have as many features', `features.${row}`, `must hold ${columns} values like the first row, holds ${cells.length}`);
    for (let column = 0; column < columns; column++) {
      const cell: unknown = cells[column];
      if (cell !== null && (typeof cell !== 'number' || !Number.isFinite(cell))) return fault('training_data_not_numeric', 'features are finite numbers, or null where missing', `features.${row}.${column}`, 'must be a finite number or null');
      values[row * columns + column] = cell ?? NaN;
    }
  }
  return { rows: rows.length, columns, values };
}

function readNames(names: unknown, columns: number): readonly string[] | DataFault {
  if (names === undefined) return Array.from({ length: columns }, (_, column) => `f${column}`);
  const invalid = (path: string, message: string): DataFault => fault('training_data_invalid', 'the feature names are not valid', path, message);
  if (!Array.isArray(names) || names.length !== columns) return invalid('featureNames', `must be a list of ${columns} names`);
  const bad = names.findIndex((name) => typeof name !== 'string' || !FEATURE_NAME.test(name));
  if (bad >= 0) return invalid(`featureNames.${bad}`, 'must be a name of letters, digits, _ . : - that begins with a letter or _');
  const again = names.findIndex((name, index) => names.indexOf(name) < index);
  return again >= 0 ? invalid(`featureNames.${again}`, 'must not be there twice') : (names as string[]);
}

interface ReadLabels {
  readonly labels: Float64Array | undefined;
  readonly classes: readonly Label[];
}

/** Truth values, then numbers by size, then texts. */
function byValue(left: Label, right: Label): number {
  if (typeof left !== typeof right) return ORDER.indexOf(typeof left) - ORDER.indexOf(typeof right);
  return left < right ? -1 : Number(left > right);
}

function classesOf(labels: readonly Label[]): Label[] {
  return [...new Set(labels)].sort((left, right) => byValue(left, right));
}

function readClasses(labels: readonly unknown[]): ReadLabels | DataFault {
  const bad = labels.findIndex((label) => !['string', 'number', 'boolean'].includes(typeof label) || label === '' || (typeof label === 'string' && label.length > 128));
  if (bad >= 0) return fault('training_data_invalid', 'a class is a text, a number or true or false', `labels.${bad}`, 'must be a text of 1 to 128 characters, a number, true or false');
  const unsafe = labels.findIndex((label) => unsafeText(label) !== undefined);
  if (unsafe >= 0) return fault('training_data_invalid', 'a class is written in plain text', `labels.${unsafe}`, unsafeText(labels[unsafe]) as string);
  const classes = classesOf(labels as Label[]);
  if (new Set(classes.map(String)).size < classes.length) return fault('training_data_invalid', 'two classes are written the same', 'labels', 'must not mix texts with numbers or truth values of the same writing');
  if (classes.length < 2) return fault('training_data_one_class', 'all labels are the same', 'labels', 'must hold two classes or more');
  if (classes.length > MOST_CLASSES) return fault('training_data_invalid', 'there are too many classes', 'labels', `must not hold more than ${MOST_CLASSES} classes`);
  const index = new Map(classes.map((label, at) => [label, at]));
  return { labels: Float64Array.from(labels as Label[], (label) => index.get(label) as number), classes };
}

function readTargets(labels: readonly unknown[]): ReadLabels | DataFault {
  const bad = labels.findIndex((label) => typeof label !== 'number' || !(Math.abs(label) <= LARGEST_TARGET));
  if (bad >= 0) return fault('training_data_not_numeric', `targets are numbers of at most ${LARGEST_TARGET}`, `labels.${bad}`, `must be a number from -${LARGEST_TARGET} to ${LARGEST_TARGET}`);
  return { labels: Float64Array.from(labels as number[]), classes: [] };
}

function readLabels(labels: unknown, rows: number, modelType: ModelType): ReadLabels | DataFault {
  if (modelType === 'anomaly') {
    return labels === undefined ? { labels: undefined, classes: [] } : fault('training_data_invalid', 'anomalies are learnt without labels', 'labels', 'must be left out');
  }
  if (!Array.isArray(labels)) return fault('training_data_label_mismatch', 'there is no list of labels', 'labels', `must be a list of ${rows} labels`);
  if (labels.length !== rows) return fault('training_data_label_mismatch', 'labels and rows differ in number', 'labels', `must be ${rows} like the rows, are ${labels.length}`);
  return modelType === 'regression' ? readTargets(labels) : readClasses(labels);
}

function readTimes(times: unknown, rows: number): { readonly times?: Float64Array } | DataFault {
  if (times === undefined) return {};
  if (!Array.isArray(times) || times.length !== rows) return fault('training_data_invalid', 'there is a time for each row, or none', 'times', `must be a list of ${rows} numbers`);
  const bad = times.findIndex((time) => typeof time !== 'number' || !Number.isFinite(time));
  return bad >= 0 ? fault('training_data_not_numeric', 'times are finite numbers', `times.${bad}`, 'must be a finite number') : { times: Float64Array.from(times as number[]) };
}

/** What of a request is training data. */
export interface SentData {
  readonly features?: unknown;
  readonly labels?: unknown;
  readonly featureNames?: unknown;
  readonly times?: unknown;
}

/** Reads `{ features, labels, featureNames?, times? }` as it was sent for a model of `modelType`. */
export function readTrainingData(sent: SentData, modelType: ModelType): TrainingData | DataFault {
  if (!Array.isArray(sent.features)) return fault('training_data_invalid', 'features must be a list of rows', 'features', 'must be a list of rows');
  if (sent.features.length === 0) return fault('training_data_empty', 'there is no row to learn from', 'features', 'must hold at least one row');
  const features = readFeatures(sent.features);
  if ('code' in features) return features;
  const featureNames = readNames(sent.featureNames, features.columns);
  if ('code' in featureNames) return featureNames;
  const labels = readLabels(sent.labels, features.rows, modelType);
  if ('code' in labels) return labels;
  const times = readTimes(sent.times, features.rows);
  return 'code' in times ? times : { featureNames, features, ...labels, ...times };
}
