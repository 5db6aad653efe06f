import { columnAt, numberOf, readTable } from '../forest/csv.mjs';

/** Known only after the call. */
const DROPPED = new Set(['duration', 'y']);
/** In `pdays`, that nobody was called before, in the two forms of the set. */
const NEVER = new Set([999, -1]);

/** One column of numbers, or one of 0 and 1 for each word. */
function inputsOf(name, cells) {
  const numbers = cells.map(numberOf);
  if (name === 'pdays') return [numbers.map((days) => (NEVER.has(days) ? NaN : days))];
  if (!numbers.includes(undefined)) return [numbers];
  return [...new Set(cells)].sort().map((word) => cells.map((cell) => (cell === word ? 1 : 0)));
}

/** Calls of a bank's campaign in the order of their time, and whether the person called said yes. */
export function readBank(path) {
  const { header, rows } = readTable(path);
  const yesAt = columnAt(path, header, 'y');
  const columns = header.flatMap((name, at) => (DROPPED.has(name) ? [] : inputsOf(name, rows.map((row) => row[at]))));
  const values = new Float64Array(rows.length * columns.length);
  columns.forEach((cells, column) => cells.forEach((value, row) => (values[row * columns.length + column] = value)));
  return { features: { rows: rows.length, columns: columns.length, values }, labels: Float64Array.from(rows, (row) => (row[yesAt] === 'yes' ? 1 : 0)) };
}
