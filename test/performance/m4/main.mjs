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

/** A forecast of every series from its training part alone, undefined of one that is too short, with the milliseconds of CPU that one takes. */
function served(series, horizon) {
  const started = process.cpuUsage();
  const outcomes = series.map(({ train }) => forecast({ values: train, seasons: SEASONS }, horizon));
  const { user, system } = process.cpuUsage(started);
  const forecasts = outcomes.map((outcome) => (outcome.kind === 'forecast' ? outcome : undefined));
  const count = forecasts.filter((one) => one !== undefined).length;
  return { forecasts, msPerSeries: count > 0 ? (user + system) / 1e3 / count : null };
}

/** The series that could be forecast, with their forecasts; the others are named. */
function forecastOnes(series, forecasts) {
  series.filter((_, at) => forecasts[at] === undefined).forEach(({ id, train }) => say(`skipped: series ${id} has but ${train.length} values to learn from`));
  return { series: series.filter((_, at) => forecasts[at] !== undefined), forecasts: forecasts.filter((one) => one !== undefined) };
}

/** Scores of the models that learn across series; of one that could not, why. */
async function acrossSeries(series, horizon) {
  const trained = series.map(({ train }) => train);
  const found = [];
  for (const [name, forecastAll] of Object.entries(ACROSS_SERIES)) {
    try {
      found.push([name, pointScores(series, await forecastAll(trained, horizon))]);
    } catch (error) {
      say(`${name} is not scored: ${error.message}`);
      found.push([name, null, error.message]);
    }
  }
  return found;
}

/** Scores by model, null where there are none, and why. */
async function scoresByModel(series, forecasts, horizon) {
  const names = [...new Set(forecasts.flatMap(({ members }) => members.map(({ name }) => name)))].sort();
  const members = names.map((name) => [name, pointScores(series, forecasts.map((one) => one.members.find((member) => member.name === name)?.point))]);
  const all = [...members, ...(await acrossSeries(series, horizon))];
  const unscored = all.filter(([, scores]) => scores === null).map(([name, , reason]) => [name, reason ?? 'no series that it forecast varies from one day to the next, so there is nothing to scale errors by']);
  return { perModel: Object.fromEntries(all.map(([name, scores]) => [name, scores])), unscored: Object.fromEntries(unscored) };
}

const NO_POINTS = { smape: null, mase: null, owa: null, series: 0 };

async function benchmark(dir) {
  const all = readM4(dir);
  const horizon = all.reduce((longest, { test }) => Math.max(longest, test.length), 0);
  say(`${all.length} series, ${horizon} steps ahead`);
  served(all.slice(0, WARM_UP), horizon);
  const { forecasts: found, msPerSeries } = served(all, horizon);
  const { series, forecasts } = forecastOnes(all, found);
  const points = pointScores(series, forecasts.map(({ point }) => point)) ?? NO_POINTS;
  const intervals = intervalScores(series, forecasts.map(({ lower95 }) => lower95), forecasts.map(({ upper95 }) => upper95));
  const models = await scoresByModel(series, forecasts, horizon);
  say('scored');
  return { ...points, ...intervals, msPerSeries, skipped: all.length - series.length, ...models };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);
const shown = (value, digits) => (value === null ? '–' : value.toFixed(digits));
const line = (name, scores) => {
  const { smape, mase, owa, series } = scores ?? NO_POINTS;
  return `${name.padEnd(22)}sMAPE ${shown(smape, 3)}  MASE ${shown(mase, 3)}  OWA ${shown(owa, 4)}  ${series} series`;
};

function asTable(report) {
  return [
    ...Object.entries(report.perModel).map(([name, scores]) => line(name, scores)), line('served', report),
    `95 % intervals: MSIS ${shown(report.msis95, 3)}, coverage ${shown(report.coverage95, 3)}; ${shown(report.msPerSeries, 1)} ms of CPU a series; ${report.skipped} too short`, '',
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
