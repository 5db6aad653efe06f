import type { FieldError } from '#kernel';
import type { ModelType } from '../algorithms/algorithm.js';
import type { Matrix } from '../data/matrix.js';

/** An input or output as the runtime describes it; a size that is free is a text. */
export interface OnnxTensor {
  readonly name: string;
  /** Undefined where it is no tensor. */
  readonly type: string | undefined;
  readonly shape: readonly (number | string)[];
}

/** How rows go into a model and what is read of what comes out. Plain JSON. */
export interface OnnxForm {
  /** One tensor [rows, features], or one of [rows] or [rows, 1] a feature. */
  readonly inputs: readonly { readonly name: string; readonly type: OnnxFloat; readonly rank: number }[];
  readonly output: string;
  /** Numbers of a row in the output. */
  readonly width: number;
  /** The score from which on a row is anomalous; only of anomaly models. */
  readonly threshold?: number;
}

export type OnnxFloat = 'float32' | 'float64';

/** What the sender says of a file. */
export interface OnnxWish {
  readonly modelType: ModelType;
  readonly featureNames: readonly string[] | undefined;
  readonly classes: readonly string[];
  readonly threshold: number | undefined;
}

/** A tensor as it is handed to the runtime. */
export interface OnnxFeed {
  readonly name: string;
  readonly type: OnnxFloat;
  readonly dims: readonly number[];
  readonly data: Float32Array | Float64Array;
}

type Read<T> = { readonly found: T } | { readonly errors: readonly FieldError[] };

const MOST_FEATURES = 10_000;
const MOST_TOLD = 20;
const PROBABILITIES = /^(?:output_)?probabilit(?:y|ies)$/i;

const wrong = (path: string, message: string): { readonly errors: readonly FieldError[] } => ({ errors: [{ path, message }] });
const isFloat = (type: string | undefined): type is OnnxFloat => type === 'float32' || type === 'float64';
const isFree = (size: number | string | undefined): boolean => typeof size === 'string';

function defaultNames(count: number): readonly string[] {
  return Array.from({ length: count }, (_, column) => `f${column}`);
}

function namesOf(count: number | undefined, wished: readonly string[] | undefined): Read<readonly string[]> {
  if (count === undefined && wished === undefined) return wrong('featureNames', 'must be given: the file does not say how many features there are');
  const names = wished ?? defaultNames(count as number);
  if (count !== undefined && names.length !== count) return wrong('featureNames', `must be ${count} like the features of the file`);
  return names.length >= 1 && names.length <= MOST_FEATURES ? { found: names } : wrong('featureNames', `must be from 1 to ${MOST_FEATURES}`);
}

type Inputs = Pick<OnnxForm, 'inputs'> & { readonly featureNames: readonly string[] };

/** All features in one tensor [rows, features]. */
function readWhole({ name, type, shape }: OnnxTensor, wished: readonly string[] | undefined): Read<Inputs> {
  const columns = shape[1];
  const names = namesOf(typeof columns === 'number' ? columns : undefined, wished);
  return 'errors' in names ? names : { found: { inputs: [{ name, type: type as OnnxFloat, rank: 2 }], featureNames: names.found } };
}

const isColumn = ({ shape }: OnnxTensor): boolean => shape.length === 1 || (shape.length === 2 && shape[1] === 1);

function readInputs(tensors: readonly OnnxTensor[], wished: readonly string[] | undefined): Read<Inputs> {
  const stray = tensors.find(({ type }) => !isFloat(type));
  if (stray !== undefined) return wrong(`model.inputs.${stray.name}`, `must be a tensor of floats, is ${stray.type ?? 'no tensor'}`);
  const fixed = tensors.find(({ shape }) => !isFree(shape[0]));
  if (fixed !== undefined) return wrong(`model.inputs.${fixed.name}`, 'must leave the number of rows free, as its first size');
  const [first] = tensors;
  if (first === undefined) return wrong('model.inputs', 'must be there');
  if (tensors.length === 1 && first.shape.length === 2) return readWhole(first, wished);
  const odd = tensors.find((tensor) => !isColumn(tensor));
  if (odd !== undefined) return wrong(`model.inputs.${odd.name}`, tensors.length === 1 ? 'must be of the shape [rows, features]' : 'must be of the shape [rows] or [rows, 1]');
  const own = tensors.map(({ name }) => name);
  // Names that are the file's, at other places, would send each value to another's input.
  if (wished?.some((name, at) => name !== own[at] && own.includes(name)) === true) return wrong('featureNames', `must be in the order of the file's inputs: ${own.slice(0, MOST_TOLD).join(', ')}${own.length > MOST_TOLD ? ', …' : ''}`);
  const names = namesOf(tensors.length, wished ?? own);
  if ('errors' in names) return names;
  return { found: { inputs: tensors.map(({ name, type, shape }) => ({ name, type: type as OnnxFloat, rank: shape.length })), featureNames: names.found } };
}

function widthWanted({ modelType, classes }: OnnxWish): readonly number[] {
  if (modelType !== 'classification') return [1];
  return classes.length === 2 ? [1, 2] : [classes.length];
}

function readOutput(tensors: readonly OnnxTensor[], wish: OnnxWish): Read<Pick<OnnxForm, 'output' | 'width'>> {
  const floats = tensors.filter(({ type, shape }) => isFloat(type) && shape.length >= 1 && shape.length <= 2);
  const named = floats.filter(({ name }) => PROBABILITIES.test(name));
  const [chosen, ...more] = floats.length > 1 && wish.modelType === 'classification' ? named : floats;
  if (chosen === undefined || more.length > 0) {
    return wrong('model.outputs', 'must hold one tensor of floats [rows] or [rows, n]; of several, that of a classification is named probabilities (maps are not read: export with zipmap off)');
  }
  const width = chosen.shape[1] ?? 1;
  const wanted = widthWanted(wish);
  const found = typeof width === 'string' ? (wanted[wanted.length - 1] as number) : width;
  if (wanted.includes(found)) return { found: { output: chosen.name, width: found } };
  return wrong(`model.outputs.${chosen.name}`, `must have ${wanted.join(' or ')} ${wanted.length === 1 && wanted[0] === 1 ? 'column' : 'columns'}, has ${found}`);
}

/** How a model of this description is asked, or why it cannot be; `path` of an error is a parameter, or a place within the file below `model`. */
export function readOnnxForm(inputs: readonly OnnxTensor[], outputs: readonly OnnxTensor[], wish: OnnxWish): Read<{ readonly form: OnnxForm; readonly featureNames: readonly string[] }> {
  const into = readInputs(inputs, wish.featureNames);
  if ('errors' in into) return into;
  const out = readOutput(outputs, wish);
  if ('errors' in out) return out;
  const { featureNames, inputs: tensors } = into.found;
  return { found: { form: { inputs: tensors, ...out.found, ...(wish.threshold !== undefined && { threshold: wish.threshold }) }, featureNames } };
}

/** Rows as the tensors a model wants; a missing value stays NaN. O(cells). */
export function onnxFeeds({ inputs }: OnnxForm, { rows, columns, values }: Matrix): readonly OnnxFeed[] {
  const of = (type: OnnxFloat, data: Float64Array): Float32Array | Float64Array => (type === 'float32' ? Float32Array.from(data) : data);
  const [first] = inputs;
  if (inputs.length === 1 && first !== undefined && first.rank === 2) return [{ name: first.name, type: first.type, dims: [rows, columns], data: of(first.type, values) }];
  return inputs.map(({ name, type, rank }, column) => {
    const data = Float64Array.from({ length: rows }, (_, row) => values[row * columns + column] as number);
    return { name, type, dims: rank === 1 ? [rows] : [rows, 1], data: of(type, data) };
  });
}
