import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { AnomalyDetector } from './core.mjs';
import { nabScores } from './score.mjs';
import { readAll, readWindows, windowRows } from './series.mjs';

const USAGE = 'usage: npm run bench:nab -- --dir DIR --scores OUT [--json]';
const FLAGS = { dir: { type: 'string' }, scores: { type: 'string' }, json: { type: 'boolean', default: false } };
const NO_SCORES = { standard: null, lowFp: null, lowFn: null };

const say = (line) => process.stderr.write(`bench:nab ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

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

/** Scored where the folder tells the windows of every series; of some alone the figures would say something else. */
function judge(dir, series, scored) {
  const windows = readWindows(dir);
  if (windows === undefined) return NO_SCORES;
  const unknown = series.filter(({ name }) => windows[name] === undefined);
  if (unknown.length > 0) {
    say(`not scored: no windows are given for ${unknown.map(({ name }) => name).join(', ')}`);
    return NO_SCORES;
  }
  return nabScores(series.map((each, at) => ({ scores: scored[at], windows: windowRows(each, windows[each.name]) })));
}

function benchmark({ dir, scores: out }) {
  const series = readAll(dir);
  say(`${series.length} series`);
  const { scored, points, pointsPerSecond } = scoreAll(series);
  series.forEach((each, at) => write(out, each, scored[at]));
  return { ...judge(dir, series, scored), series: series.length, points, pointsPerSecond: Math.round(pointsPerSecond) };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);
const shown = (value) => (value === null ? '–' : value.toFixed(1));
const asTable = ({ standard, lowFp, lowFn, series, points, pointsPerSecond }) =>
  `standard ${shown(standard)}  low FP ${shown(lowFp)}  low FN ${shown(lowFn)}\n${series} series, ${points} points, ${pointsPerSecond} points/s\n`;

function optionsOf(args) {
  const { values } = parseArgs({ args, options: FLAGS, strict: true });
  for (const name of ['dir', 'scores']) if (values[name] === undefined) throw new Error(`--${name} is missing`);
  return values;
}

/** Scores every series, writes the scores and judges them. Returns the exit code: 0 whatever they are, 1 where something broke, 2 for a wrong call. */
export function main(args) {
  let options;
  try {
    options = optionsOf(args);
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const report = benchmark(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.message);
    return 1;
  }
}
