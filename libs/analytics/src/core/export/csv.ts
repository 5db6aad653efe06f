/** A cell: null is empty. */
export type Cell = string | number | boolean | null;

/** Spreadsheets take a text that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/**
 * A cell of RFC 4180: quoted where it holds a comma, a quote or a line break. A text that a spreadsheet would run gets an apostrophe before it, also a
 * number in the form +86…; figures stay figures. Source: OWASP, CSV Injection.
 */
export function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** A record with its line break. */
export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}
