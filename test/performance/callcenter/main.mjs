import { command, progressOf } from '../command.mjs';
import { forecast } from './core.mjs';
import { hoursUntil, readHourly } from './read.mjs';

const USAGE = 'usage: npm run bench:callcenter -- --file hourly.csv [--from 1999-09-01] [--json]';
const FLAGS = { file: { type: 'string' }, from: { type: 'string', default: '1999-09-01' } };
const HORIZON = 48;
const WEEK = 168;
const WEEKS = 4;
const SEASONS = [24, WEEK];

const say = progressOf('bench:callcenter');

/** Mean of the last four same hours of the week. */
function fourWeekMean(known) {
  return Float64Array.from({ length: HORIZON }, (_, ahead) => {
    const before = Array.from({ length: WEEKS }, (_week, week) => known.at(ahead - WEEK * (week + 1)));
    return before.reduce((sum, value) => sum + value, 0) / WEEKS;
  });
}

/** Mean absolute errors by name, over all that was given under that name. */
class Errors {
  #sums = new Map();

  add(name, actual, point) {
    const { sum, count } = this.#sums.get(name) ?? { sum: 0, count: 0 };
    this.#sums.set(name, { sum: sum + actual.reduce((total, value, at) => total + Math.abs(value - point[at]), 0), count: count + actual.length });
  }

  mean(name) {
    const { sum, count } = this.#sums.get(name);
    return sum / count;
  }

  get names() { return [...this.#sums.keys()].sort(); }
}

/** Each window is forecast from what lies before it alone; an hour without a line had no call. */
function forecastWindows(values, from) {
  const errors = new Errors();
  let windows = 0;
  for (let origin = from; origin + HORIZON <= values.length; origin += HORIZON) {
    const known = values.slice(0, origin);
    const actual = values.subarray(origin, origin + HORIZON);
    const outcome = forecast({ values: known, seasons: SEASONS, count: 'complete' }, HORIZON);
    if (outcome.kind !== 'forecast') throw new Error(`hour ${origin}: ${outcome.kind}`);
    errors.add('served', actual, outcome.point);
    errors.add('four-week-mean', actual, fourWeekMean(known));
    outcome.members.forEach(({ name, point }) => errors.add(name, actual, point));
    windows++;
  }
  return { errors, windows };
}

function benchmark({ file, from }) {
  const series = readHourly(file);
  const start = hoursUntil(from, series);
  const values = series.values.map((calls) => (Number.isNaN(calls) ? 0 : calls));
  if (start < WEEK * WEEKS || start + HORIZON > values.length) throw new Error(`--from ${from}: four weeks before it and ${HORIZON} hours after it are wanted`);
  say(`${values.length} hours, ${start} of them before ${from}`);
  const { errors, windows } = forecastWindows(values, start);
  const fourWeekMeanMae = errors.mean('four-week-mean');
  const scored = (name) => ({ mae: errors.mean(name), ratio: fourWeekMeanMae > 0 ? errors.mean(name) / fourWeekMeanMae : null });
  const { mae, ratio } = scored('served');
  return { mae, fourWeekMeanMae, ratio, windows, perModel: Object.fromEntries(errors.names.filter((name) => name !== 'served').map((name) => [name, scored(name)])) };
}

const line = (name, { mae, ratio }) => `${name.padEnd(22)}MAE ${mae.toFixed(3)}  ratio ${ratio === null ? '–' : ratio.toFixed(4)}`;

const asTable = (report) => [...Object.entries(report.perModel).map(([name, scores]) => line(name, scores)), line('served', report), `${report.windows} windows`, ''].join('\n');

/** Forecasts, scores and prints. */
export const main = command({ say, usage: USAGE, flags: FLAGS, wanted: ['file'], benchmark, asTable });
