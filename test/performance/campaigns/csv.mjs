import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x1f8b;

function textOf(path) {
  const bytes = readFileSync(path);
  const isPacked = bytes.length > 2 && bytes.readUInt16BE(0) === GZIP_MAGIC;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8').replace(/^\uFEFF/, '');
}

// A cell and what ends it; a quoted cell may hold commas, line ends and doubled quotes (RFC 4180).
const CELL = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r\n?|\n|$)/gy;

function rowsOf(text) {
  const rows = [];
  let cells = [];
  for (const [found, quoted, plain, end] of text.matchAll(CELL)) {
    cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    if (cells.length > 1 || cells[0] !== '') rows.push(cells);
    cells = [];
    if (found === '') break;
  }
  return rows;
}

/** The lines of a CSV file, gzipped or not, as objects by the names of its first. @throws Error naming the line that is ragged */
export function readRecords(path) {
  const [header = [], ...rows] = rowsOf(textOf(path));
  const ragged = rows.findIndex((row) => row.length !== header.length);
  if (ragged >= 0) throw new Error(`${path}: record ${ragged + 1} has ${rows[ragged].length} cells, the first line has ${header.length}`);
  return { header, records: rows.map((row) => Object.fromEntries(header.map((name, at) => [name, row[at]]))) };
}

/** A cell as it must be written. */
export const cellOf = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
