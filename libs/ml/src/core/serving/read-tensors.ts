import type { FieldError } from '#kernel';
import type { Matrix } from '../data/matrix.js';
import { MOST_INSTANCES } from './read-instances.js';

/** The tensor that holds every feature. */
export const WHOLE_INPUT = 'input';

const DATATYPES: readonly unknown[] = ['FP64', 'FP32'];

type Read<T> = T | { readonly errors: readonly FieldError[] };

/** A tensor whose form was checked: `data` lists as many cells as the shape says, row-major; the cells themselves are unread. */
interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly data: readonly unknown[];
  /** Where a fault in it is reported. */
  readonly path: string;
}

function fault(path: string, message: string): { readonly errors: readonly FieldError[] } {
  return { errors: [{ path, message }] };
}

function isShape(shape: unknown): shape is readonly number[] {
  return Array.isArray(shape) && (shape.length === 1 || shape.length === 2) && shape.every((size) => Number.isSafeInteger(size) && (size as number) > 0);
}

/** The cells of `data`, which is flat or one list a row; undefined where it does not hold `shape`. */
function cellsOf(data: unknown, [rows, columns]: readonly number[]): readonly unknown[] | undefined {
  if (!Array.isArray(data)) return undefined;
  const cells: readonly unknown[] = data;
  if (columns === undefined || !Array.isArray(cells[0])) return cells.length === (rows as number) * (columns ?? 1) ? cells : undefined;
  return cells.length === rows && cells.every((row) => Array.isArray(row) && row.length === columns) ? cells.flat() : undefined;
}

function readTensor(sent: unknown, path: string): Read<Tensor> {
  if (typeof sent !== 'object' || sent === null || Array.isArray(sent)) return fault(path, 'must be a tensor: name, shape, datatype and data');
  const { name, shape, datatype, data } = sent as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string') return fault(`${path}.name`, 'must be a text');
  if (!DATATYPES.includes(datatype)) return fault(`${path}.datatype`, 'must be FP64 or FP32');
  if (!isShape(shape)) return fault(`${path}.shape`, 'must be one or two sizes of 1 or more');
  if ((shape[0] as number) > MOST_INSTANCES) return fault(`${path}.shape`, `must not have more than ${MOST_INSTANCES} rows`);
  const cells = cellsOf(data, shape);
  return cells === undefined ? fault(`${path}.data`, 'must be a list of as many numbers as the shape says, flat or one list a row') : { name, shape, data: cells, path };
}

/** Writes the cells of a tensor into the columns from `first` on. */
function fill({ values, columns }: Matrix, { shape, data, path }: Tensor, first: number): Read<undefined> {
  const width = shape[1] ?? 1;
  for (const [index, cell] of data.entries()) {
    if (cell !== null && (typeof cell !== 'number' || !Number.isFinite(cell))) return fault(`${path}.data.${index}`, 'must be a finite number, or null where missing');
    values[Math.floor(index / width) * columns + first + (index % width)] = cell ?? NaN;
  }
  return undefined;
}

/** The first column of a tensor and how many it fills: one feature by its name, or all of them. */
function placeOf({ name, shape, path }: Tensor, alone: boolean, featureNames: readonly string[]): Read<{ readonly first: number }> {
  const feature = featureNames.indexOf(name);
  // A feature may be named like the whole; then a tensor of one dimension means the feature.
  const whole = alone && name === WHOLE_INPUT && (feature < 0 || shape.length === 2);
  if (!whole && feature < 0) return fault(`${path}.name`, `must be a feature of this model, or ${WHOLE_INPUT} for all of them in one tensor`);
  const wanted = whole ? featureNames.length : 1;
  if ((shape[1] ?? 1) !== wanted || (whole && shape.length === 1)) return fault(`${path}.shape`, whole ? `must be [rows, ${wanted}]` : 'must be [rows] or [rows, 1]');
  return { first: whole ? 0 : feature };
}

function tensorsOf(inputs: unknown): Read<readonly Tensor[]> {
  if (!Array.isArray(inputs) || inputs.length === 0) return fault('inputs', 'must be a list of one or more tensors');
  const tensors: Tensor[] = [];
  const names = new Set<string>();
  for (const [index, sent] of inputs.entries()) {
    const tensor = readTensor(sent, `inputs.${index}`);
    if ('errors' in tensor) return tensor;
    if (names.has(tensor.name)) return fault(`${tensor.path}.name`, 'is there already');
    if (tensor.shape[0] !== tensors[0]?.shape[0] && tensors.length > 0) return fault(`${tensor.path}.shape`, 'must have as many rows as the tensors before it');
    names.add(tensor.name);
    tensors.push(tensor);
  }
  return tensors;
}

/**
 * The input tensors of a request as rows: one tensor named `input` of shape [rows, features], or a tensor of shape [rows] or
 * [rows, 1] a feature, where a feature without a tensor is missing in every row. Data is row-major, flat or nested, and
 * `null` is *missing*. FP32 data is taken as it is written, not rounded. Stops at the first fault: there may be millions.
 * Source: Open Inference Protocol V2, inference request.
 */
export function readTensors(inputs: unknown, featureNames: readonly string[]): { readonly features: Matrix } | { readonly errors: readonly FieldError[] } {
  const tensors = tensorsOf(inputs);
  if ('errors' in tensors) return tensors;
  const rows = tensors[0]?.shape[0] as number;
  const places = new Map<Tensor, number>();
  for (const tensor of tensors) {
    const place = placeOf(tensor, tensors.length === 1, featureNames);
    if ('errors' in place) return place;
    places.set(tensor, place.first);
  }
  const columns = featureNames.length;
  const features = { rows, columns, values: new Float64Array(rows * columns).fill(NaN) };
  for (const [tensor, first] of places) {
    const refused = fill(features, tensor, first);
    if (refused !== undefined) return refused;
  }
  return { features };
}
