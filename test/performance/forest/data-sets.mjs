import { join } from 'node:path';
import { columnAt, csvFiles, largest, numberOf, readTable } from './csv.mjs';

/** One input of numbers, or one of 0 and 1 for each word: the same for both sides. */
function inputsOf(cells) {
  const numbers = cells.map(numberOf);
  if (!numbers.includes(undefined)) return [numbers];
  const words = [...new Set(cells)].sort();
  return words.map((word) => cells.map((cell) => (cell === word ? 1 : 0)));
}

function matrixOf(columns, rows) {
  const values = new Float64Array(rows * columns.length);
  columns.forEach((cells, column) => cells.forEach((value, row) => (values[row * columns.length + column] = value)));
  return { rows, columns: columns.length, values };
}

/** A file's features and its labels, 1 where the cell is one of `positive`. */
function readSet({ path, name }, { label, dropped = [], positive = ['1', '1.0'] }) {
  const { header, rows } = readTable(path);
  const labelAt = columnAt(path, header, label);
  const kept = header.map((_, at) => at).filter((at) => at !== labelAt && !dropped.includes(header[at]));
  const columns = kept.flatMap((at) => inputsOf(rows.map((row) => row[at])));
  return { name, features: matrixOf(columns, rows.length), labels: Float64Array.from(rows, (row) => (positive.includes(row[labelAt]) ? 1 : 0)) };
}

const SETS = {
  sichuan: {
    folder: 'sichuan-telecom-fraud', file: /^users/, wanted: 'users*.csv[.gz]',
    read: (files) => ({ ...readSet(largest(files), { label: 'label', dropped: ['node', 'split'] }), name: 'sichuan-telecom-fraud' }),
  },
  // The length of a call is known only after it.
  bank: {
    folder: 'bank-marketing', file: /^bank/, wanted: 'bank*.csv[.gz]',
    read: (files) => ({ ...readSet(largest(files), { label: 'y', dropped: ['duration'], positive: ['yes', '1'] }), name: 'bank-marketing' }),
  },
  anomalies: {
    folder: 'adbench', file: /^\d+_/, wanted: '<number>_*.csv[.gz]',
    read: (files) => files.map((file) => readSet(file, { label: 'label' })),
  },
};

/** The sets there are under `root`, and which files are not there. */
export function readSets(root) {
  const found = Object.entries(SETS).map(([key, { folder, file, read }]) => ({ key, folder, read, files: csvFiles(join(root, folder), file) }));
  const there = found.filter(({ files }) => files.length > 0);
  return {
    sets: Object.fromEntries(there.map(({ key, files, read }) => [key, read(files)])),
    missing: found.filter(({ files }) => files.length === 0).map(({ key, folder }) => `${folder}/${SETS[key].wanted}`),
  };
}
