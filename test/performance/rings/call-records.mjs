import { columnAt, numberOf, readTable } from '../forest/csv.mjs';

/** Columns that tell no behaviour: who it is, what it is, and which part of the set it fell into. */
const NO_FEATURES = new Set(['node', 'label', 'split']);
const LABELS = new Map([['1', 1], ['1.0', 1], ['0', 0], ['0.0', 0]]);

/** Numbers of all columns that hold nothing but numbers. */
function featuresOf(header, rows) {
  const columns = header
    .map((name, at) => (NO_FEATURES.has(name) ? [undefined] : rows.map((row) => numberOf(row[at]))))
    .filter((cells) => !cells.includes(undefined));
  const values = new Float64Array(rows.length * columns.length);
  columns.forEach((cells, column) => cells.forEach((value, row) => (values[row * columns.length + column] = value)));
  return { rows: rows.length, columns: columns.length, values };
}

/** Those listed: their names, what is known of their calls, and 1, 0 or undefined for each where the file has labels. */
export function readUsers(path) {
  if (path === undefined) return { names: [], features: { rows: 0, columns: 0, values: new Float64Array(0) }, labels: [] };
  const { header, rows } = readTable(path);
  const nodeAt = columnAt(path, header, 'node');
  const labelAt = header.indexOf('label');
  const names = rows.map((row) => row[nodeAt]);
  if (new Set(names).size < names.length) throw new Error(`${path}: a node is listed twice`);
  return { names, features: featuresOf(header, rows), labels: rows.map((row) => LABELS.get(row[labelAt])) };
}

/** The pairs of a file, by place in `names`; nodes that are not listed are added to its end. */
export function readPairs(path, names) {
  const { header, rows } = readTable(path);
  const ends = [columnAt(path, header, 'src'), columnAt(path, header, 'dst')];
  const all = [...names];
  const places = new Map(all.map((name, place) => [name, place]));
  const placeOf = (name) => {
    if (!places.has(name)) places.set(name, all.push(name) - 1);
    return places.get(name);
  };
  const [from, to] = ends.map((at) => Uint32Array.from(rows, (row) => placeOf(row[at])));
  return { names: all, from, to };
}
