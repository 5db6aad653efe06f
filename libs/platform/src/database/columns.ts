/**
 * Array literals for `unnest`: one string a column is far cheaper to build and to parse than a parameter a cell.
 * Only text that needs no quoting may go through `plain`.
 */
export function plain(values: readonly (string | number | null)[]): string {
  let text = '';
  for (const value of values) text += `,${value ?? 'NULL'}`;
  return `{${text.slice(1)}}`;
}

/** Integer arrays, each as a literal of its own, to be cast in SQL. */
export function nested(values: readonly ArrayLike<number>[]): string {
  return `{${values.map((value) => `"{${Array.prototype.join.call(value, ',')}}"`).join(',')}}`;
}

export function bytes(values: readonly (Buffer | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : `"\\\\x${value.toString('hex')}"`)).join(',')}}`;
}

/** Any text, quoted as array literals want it. */
export function texts(values: readonly (string | null)[]): string {
  return `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`;
}
