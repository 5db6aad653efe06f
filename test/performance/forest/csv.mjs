import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x1f8b;

/** Files of a folder whose name, without `.csv` or `.csv.gz`, matches; none where the folder is missing. By name. */
export function csvFiles(folder, pattern) {
  if (!existsSync(folder)) return [];
  const named = readdirSync(folder).map((file) => ({ path: join(folder, file), name: /^(.*)\.csv(?:\.gz)?$/.exec(file)?.[1] }));
  return named.filter(({ name }) => name !== undefined && pattern.test(name)).sort((left, right) => (left.name < right.name ? -1 : 1));
}

/** Of several files the largest: the most of a set that is there. */
export function largest(files) {
  return files.reduce((most, file) => (most === undefined || statSync(file.path).size > statSync(most.path).size ? file : most), undefined);
}

function textOf(path) {
  const bytes = readFileSync(path);
  const isPacked = bytes.length > 2 && bytes.readUInt16BE(0) === GZIP_MAGIC;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

/** A table of texts, `;` or `,` between cells, by what its first line holds; no cell of these sets holds either inside. */
export function readTable(path) {
  const lines = textOf(path).split(/\r?\n/).filter((line) => line.trim() !== '');
  const separator = lines[0]?.includes(';') ? ';' : ',';
  const [header = [], ...rows] = lines.map((line) => line.split(separator).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1')));
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0) throw new Error(`${path}: line ${ragged + 2} has ${rows[ragged].length} cells, the first has ${header.length}`);
  return { header, rows };
}

/** The place of a column. @throws Error naming the file and the column */
export function columnAt(path, header, name) {
  const at = header.indexOf(name);
  if (at < 0) throw new Error(`${path}: there is no column "${name}"`);
  return at;
}

const MISSING = new Set(['', 'na', 'nan', 'null', '?']);

/** A number, NaN where it is missing, undefined where the cell is a word. */
export function numberOf(cell) {
  if (MISSING.has(cell.toLowerCase())) return NaN;
  const value = Number(cell);
  return Number.isNaN(value) ? undefined : value;
}
