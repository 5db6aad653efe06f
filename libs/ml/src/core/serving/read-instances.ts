import type { FieldError } from '#kernel';
import type { Matrix } from '../data/matrix.js';

export const MOST_INSTANCES = 10_000;
const MOST_ERRORS = 20;

const WANTED = 'must be a finite number, or null where missing';

function isCell(value: unknown): value is number | null {
  return value === null || (typeof value === 'number' && Number.isFinite(value));
}

/** Writes one row; adds what is wrong with it to `errors`. */
type RowReader = (instance: never, row: Float64Array, path: string, errors: FieldError[]) => void;

const readList: RowReader = (instance: readonly unknown[], row, path, errors) => {
  if (instance.length !== row.length) return void errors.push({ path, message: `must hold ${row.length} values, holds ${instance.length}` });
  for (const [column, value] of instance.entries()) {
    if (isCell(value)) row[column] = value ?? NaN;
    else errors.push({ path: `${path}.${column}`, message: WANTED });
  }
};

const readNamed =
  (columnOf: ReadonlyMap<string, number>): RowReader =>
  (instance: Readonly<Record<string, unknown>>, row, path, errors) => {
    row.fill(NaN);
    for (const [name, value] of Object.entries(instance)) {
      const column = columnOf.get(name);
      if (column === undefined) errors.push({ path: `${path}.${name.slice(0, 128)}`, message: 'is no feature of this model' });
      else if (isCell(value)) row[column] = value ?? NaN;
      else errors.push({ path: `${path}.${name}`, message: WANTED });
    }
  };

/** Rows as lists in the order of `featureNames`, or as objects by name, where what is left out is missing; at most 20 errors. */
export function readInstances(instances: readonly unknown[], featureNames: readonly string[]): { readonly features: Matrix } | { readonly errors: readonly FieldError[] } {
  const columns = featureNames.length;
  const values = new Float64Array(instances.length * columns);
  const named = readNamed(new Map(featureNames.map((name, column) => [name, column])));
  const errors: FieldError[] = [];
  for (const [index, instance] of instances.entries()) {
    if (errors.length >= MOST_ERRORS) break;
    const path = `instances.${index}`;
    const row = values.subarray(index * columns, (index + 1) * columns);
    if (Array.isArray(instance)) readList(instance as never, row, path, errors);
    else if (typeof instance === 'object' && instance !== null) named(instance as never, row, path, errors);
    else errors.push({ path, message: 'must be a list of numbers or an object of numbers by feature' });
  }
  return errors.length > 0 ? { errors: errors.slice(0, MOST_ERRORS) } : { features: { rows: instances.length, columns, values } };
}
