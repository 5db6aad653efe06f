import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { columnAt, numberOf, readTable } from '../forest/csv.mjs';

const IS_TABLE = /\.csv(?:\.gz)?$/;
const WINDOWS = ['combined_windows.json', 'labels/combined_windows.json', '../labels/combined_windows.json', '../combined_windows.json'];

/** Seconds since 1970, of a time that names no zone: it is read as UTC, for only distances and hours of the day count. */
export const secondsOf = (text) => Date.parse(`${text.trim().replace(' ', 'T').slice(0, 19)}Z`) / 1000;

/** One series: its path below the folder without `.gz`, and its columns. @throws Error where a value is a word */
function readSeries(folder, file) {
  const path = join(folder, file);
  const { header, rows } = readTable(path);
  const [timeAt, valueAt] = [columnAt(path, header, 'timestamp'), columnAt(path, header, 'value')];
  const values = rows.map((row) => numberOf(row[valueAt]));
  const word = values.indexOf(undefined);
  if (word >= 0) throw new Error(`${path}: line ${word + 2} holds no number`);
  const texts = rows.map((row) => ({ timestamp: row[timeAt], value: row[valueAt] }));
  return { name: file.replace(/\.gz$/, ''), texts, times: Float64Array.from(rows, (row) => secondsOf(row[timeAt])), values: Float64Array.from(values) };
}

/** All series below `dir`, or below its folder `data` where there is one, by name. @throws Error where there is none */
export function readAll(dir) {
  if (!existsSync(dir)) throw new Error(`${dir}: there is no such folder`);
  const folder = existsSync(join(dir, 'data')) ? join(dir, 'data') : dir;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && IS_TABLE.test(entry.name)).map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort();
  if (files.length === 0) throw new Error(`${dir}: no .csv or .csv.gz below it`);
  return files.map((file) => readSeries(folder, file));
}

/** The labelled windows by the name of the series, undefined where the folder holds none. */
export function readWindows(dir) {
  const path = WINDOWS.map((file) => join(dir, file)).find((candidate) => existsSync(candidate));
  return path === undefined ? undefined : JSON.parse(readFileSync(path, 'utf8'));
}

/** Windows as first and last row. @throws Error where a window does not begin and end at rows of the series */
export function windowRows({ name, times }, windows) {
  return windows.map((window) => {
    const [first, last] = window.map((time) => times.indexOf(secondsOf(time)));
    if (first < 0 || last < first) throw new Error(`${name}: no rows at the window ${window.join(' – ')}`);
    return [first, last];
  });
}
