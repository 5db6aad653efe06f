import type { Matrix } from '../../core/index.js';

/** Where each wanted feature stands among those there are; undefined where one of them is missing. */
export function columnsFor(wanted: readonly string[], features: readonly { readonly name: string }[]): readonly number[] | undefined {
  const at = new Map(features.map(({ name }, column) => [name, column]));
  const columns = wanted.map((name) => at.get(name));
  return columns.every((column) => column !== undefined) ? columns : undefined;
}

/** Some columns of rows, in the order asked for. */
export function pickColumns(rows: readonly Float64Array[], columns: readonly number[]): Matrix {
  const values = new Float64Array(rows.length * columns.length);
  for (const [row, vector] of rows.entries()) for (const [at, column] of columns.entries()) values[row * columns.length + at] = vector[column] as number;
  return { rows: rows.length, columns: columns.length, values };
}
