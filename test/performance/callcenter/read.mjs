import { existsSync } from 'node:fs';
import { readRecords } from '../campaigns/csv.mjs';
import { regularSeries } from './core.mjs';

const HOUR_MS = 3_600_000;
const MOST_HOURS = 1_000_000;

/** Local time without a zone, read as if it were UTC: hours of the file follow each other without a gap. */
const timeOf = (stamp) => Date.parse(`${stamp.trim().replace(' ', 'T')}${/[zZ]|[+-]\d\d:?\d\d$/.test(stamp.trim().slice(10)) ? '' : 'Z'}`);

/** NaN of an empty cell. @throws Error naming the record that holds no number of calls */
function callsOf(path, cell, record) {
  const calls = cell === '' ? NaN : Number(cell);
  if (cell !== '' && !(calls >= 0 && calls < Infinity)) throw new Error(`${path}: record ${record} holds "${cell}", which is no number of calls`);
  return calls;
}

/** Calls an hour, an hour without a line being NaN. @throws Error where the file, a column or a time is missing */
export function readHourly(path) {
  if (!existsSync(path)) throw new Error(`there is no file ${path}`);
  const { header, records } = readRecords(path);
  if (!header.includes('timestamp') || !header.includes('calls')) throw new Error(`${path}: columns "timestamp" and "calls" are wanted`);
  const times = Float64Array.from(records, ({ timestamp }) => timeOf(timestamp));
  const wrong = times.findIndex(Number.isNaN);
  if (wrong >= 0) throw new Error(`${path}: record ${wrong + 1} has no time`);
  const values = Float64Array.from(records, ({ calls }, at) => callsOf(path, calls.trim(), at + 1));
  const series = regularSeries({ times, values }, { stepMs: HOUR_MS, several: 'sum', most: MOST_HOURS });
  if (series === undefined) throw new Error(`${path}: there is no call`);
  return series;
}

/** Hours from the start of the series to the start of a day. @throws Error where that is no day */
export function hoursUntil(day, { startMs }) {
  const dayMs = /^\d{4}-\d\d-\d\d$/.test(day) ? Date.parse(day) : NaN;
  // The 30th of February is read as the 2nd of March.
  if (Number.isNaN(dayMs) || !new Date(dayMs).toISOString().startsWith(day)) throw new Error(`--from ${day} is no day like 1999-09-01`);
  return Math.round((dayMs - startMs) / HOUR_MS);
}
