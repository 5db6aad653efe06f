import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { command, progressOf } from '../command.mjs';
import { AnomalyDetector } from './core.mjs';
import { nabScores } from './score.mjs';
import { readAll, readWindows, windowRows } from './series.mjs';
import { windowedGaussian } from './windowed-gaussian.mjs';

const USAGE = 'usage: npm run bench:nab -- --dir DIR --scores OUT [--json]';
const FLAGS = { dir: { type: 'string' }, scores: { type: 'string' } };
const NO_SCORES = { standard: null, lowFp: null, lowFn: null };

const say = progressOf('bench:nab');

/** A score for each row from the rows up to it; a row without a value has none, and raises no alarm. */
function scoresOf({ times, values }) {
  const detector = new AnomalyDetector();
  return Float64Array.from(values, (value, row) => detector.push({ atSeconds: times[row], value })?.score ?? 0);
}

/** Scores of every series, and the points a second of one core's time (the process has but one busy thread). */
function scoreAll(series) {
  const started = process.cpuUsage();
  const scored = series.map(scoresOf);
  const { user, system } = process.cpuUsage(started);
  const points = series.reduce((sum, { values }) => sum + values.length, 0);
  return { scored, points, pointsPerSecond: points / ((user + system) / 1e6) };
}

function write(out, { name, texts }, scores) {
  const path = join(out, name);
  mkdirSync(dirname(path), { recursive: true });
  const rows = texts.map(({ timestamp, value }, row) => `${timestamp},${value},${scores[row]}\n`);
  writeFileSync(path, `timestamp,value,anomaly_score\n${rows.join('')}`);
}

/** Windows by series where the folder tells those of every one; of some alone the figures would say something else. */
function windowsOf(dir, series) {
  const windows = readWindows(dir);
  const unknown = series.filter(({ name }) => windows !== undefined && windows[name] === undefined);
  if (unknown.length > 0) say(`not scored: no windows are given for ${unknown.map(({ name }) => name).join(', ')}`);
  return windows === undefined || unknown.length > 0 ? undefined : series.map((each) => windowRows(each, windows[each.name]));
}

const judge = (windows, scored) => (windows === undefined ? NO_SCORES : nabScores(scored.map((scores, at) => ({ scores, windows: windows[at] }))));

function benchmark({ dir, scores: out }) {
  const series = readAll(dir);
  say(`${series.length} series`);
  const { scored, points, pointsPerSecond } = scoreAll(series);
  series.forEach((each, at) => write(out, each, scored[at]));
  const windows = windowsOf(dir, series);
  const gaussian = windows === undefined ? [] : series.map(({ values }) => windowedGaussian(values));
  return {
    ...judge(windows, scored), windowedGaussian: judge(windows, gaussian), series: series.length, points, pointsPerSecond: Math.round(pointsPerSecond),
  };
}

const shown = (value) => (value === null ? '–' : value.toFixed(1));
const line = (name, { standard, lowFp, lowFn }) => `${name.padEnd(20)}standard ${shown(standard)}  low FP ${shown(lowFp)}  low FN ${shown(lowFn)}\n`;

function asTable(report) {
  const { windowedGaussian: gaussian, series, points, pointsPerSecond } = report;
  return `${line('detector', report)}${line('windowed Gaussian', gaussian)}${series} series, ${points} points, ${pointsPerSecond} points/s\n`;
}

/** Scores every series, writes the scores and judges them. */
export const main = command({ say, usage: USAGE, flags: FLAGS, wanted: ['dir', 'scores'], benchmark, asTable });
