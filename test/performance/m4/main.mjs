import { parseArgs } from 'node:util';
import { forecast } from './core.mjs';
import { lstmForecasts } from './lstm.mjs';
import { readM4 } from './read.mjs';
import { intervalScores, pointScores } from './score.mjs';

const USAGE = 'usage: npm run bench:m4 -- --dir DIR [--json]';
const FLAGS = { dir: { type: 'string' }, json: { type: 'boolean', default: false } };
const SEASONS = [24, 168];

/** Series forecast beforehand, as a service that has run for a moment has its code compiled. */
const WARM_UP = 20;

const SEED = 1;

/** Models that learn across series, each by its name: of the training parts and the horizon a promise of a forecast a series. */
const ACROSS_SERIES = { lstm: (trained, horizon) => lstmForecasts(trained, horizon, SEED) };

const say = (line) => process.stderr.write(`bench:m4 ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

/** Forecasts of every series from its training part alone, with the milliseconds of CPU that one takes. */
function served(series, horizon) {
  const started = process.cpuUsage();
  const forecasts = series.map(({ id, train }) => {
    const outcome = forecast({ values: train, seasons: SEASONS }, horizon);
    if (outcome.kind !== 'forecast') throw new Error(`series ${id}: ${outcome.kind}`);
    return outcome;
  });
  const { user, system } = process.cpuUsage(started);
  return { forecasts, msPerSeries: (user + system) / 1e3 / series.length };
}

async function scoresByModel(series, forecasts, horizon) {
  const names = [...new Set(forecasts.flatMap(({ members }) => members.map(({ name }) => name)))].sort();
  const members = names.map((name) => [name, pointScores(series, forecasts.map((one) => one.members.find((member) => member.name === name)?.point))]);
  const trained = series.map(({ train }) => train);
  const across = [];
  for (const [name, forecastAll] of Object.entries(ACROSS_SERIES)) across.push([name, pointScores(series, await forecastAll(trained, horizon))]);
  return Object.fromEntries([...members, ...across]);
}

async function benchmark(dir) {
  const series = readM4(dir);
  const horizon = series[0]?.test.length ?? 0;
  say(`${series.length} series, ${horizon} steps ahead`);
  served(series.slice(0, WARM_UP), horizon);
  const { forecasts, msPerSeries } = served(series, horizon);
  const points = pointScores(series, forecasts.map(({ point }) => point));
  const intervals = intervalScores(series, forecasts.map(({ lower95 }) => lower95), forecasts.map(({ upper95 }) => upper95));
  const perModel = await scoresByModel(series, forecasts, horizon);
  say('scored');
  return { ...points, ...intervals, msPerSeries, perModel };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);
const line = (name, { smape, mase, owa, series }) => `${name.padEnd(22)}sMAPE ${smape.toFixed(3)}  MASE ${mase.toFixed(3)}  OWA ${owa.toFixed(4)}  ${series} series`;

function asTable(report) {
  return [
    ...Object.entries(report.perModel).map(([name, scores]) => line(name, scores)), line('served', report),
    `95 % intervals: MSIS ${report.msis95.toFixed(3)}, coverage ${report.coverage95.toFixed(3)}; ${report.msPerSeries.toFixed(1)} ms of CPU a series`, '',
  ].join('\n');
}

/** Forecasts, scores and prints. Returns the exit code: 0 also where aims are missed, 1 where something broke, 2 for a wrong call. */
export async function main(args) {
  let options;
  try {
    options = parseArgs({ args, options: FLAGS, strict: true }).values;
    if (options.dir === undefined) throw new Error('--dir is missing');
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const report = await benchmark(options.dir);
    process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.message);
    return 1;
  }
}
