import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

const GZIP_MAGIC = 0x1f8b;

function textOf(path) {
  const bytes = readFileSync(path);
  return (bytes.length > 2 && bytes.readUInt16BE(0) === GZIP_MAGIC ? gunzipSync(bytes) : bytes).toString('utf8');
}

/** The values by series; empty cells end a line. @throws Error naming the cell that is no number */
function rowsOf(path) {
  const lines = textOf(path).split(/\r?\n/).slice(1).filter((line) => line.trim() !== '');
  return new Map(lines.map((line) => {
    const [id, ...cells] = line.split(',').map((cell) => cell.trim().replaceAll('"', ''));
    const values = Float64Array.from(cells.filter((cell) => cell !== ''), Number);
    if (!values.every(Number.isFinite)) throw new Error(`${path}: series ${id} holds what is no number`);
    return [id, values];
  }));
}

/** The one file of the folder whose name ends so. @throws Error where there is none, or more than one */
function fileIn(folder, part) {
  const found = readdirSync(folder).filter((name) => new RegExp(`${part}\\.csv(\\.gz)?$`, 'i').test(name));
  if (found.length !== 1) throw new Error(`${folder}: one file named …${part}.csv or …${part}.csv.gz is wanted, there are ${found.length}`);
  return join(folder, found[0]);
}

/** The series of a folder in M4's form, each with its training and test part. @throws Error where something is missing */
export function readM4(folder) {
  if (!existsSync(folder)) throw new Error(`there is no folder ${folder}`);
  const tests = rowsOf(fileIn(folder, 'test'));
  return [...rowsOf(fileIn(folder, 'train'))].map(([id, train]) => {
    const test = tests.get(id);
    if (test === undefined || test.length === 0) throw new Error(`${folder}: series ${id} has no test part`);
    return { id, train, test };
  });
}
