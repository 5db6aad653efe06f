import { command, progressOf } from '../command.mjs';
import { forecast, seededRandom } from './core.mjs';
import { countsOf, kinds, WEEK } from './series.mjs';

const USAGE = 'usage: npm run bench:counts -- [--series N] [--weeks N] [--json]';
const FLAGS = { series: { type: 'string', default: '40' }, weeks: { type: 'string', default: '8' } };
const CALLS_A_DAY = [1, 2, 4, 8, 16, 40, 120];
const HORIZON = 48;
const SEASONS = [24, WEEK];

const say = progressOf('bench:counts');

const sumOf = (values) => values.reduce((sum, value) => sum + value, 0);
const shareOf = (values, isHeld) => sumOf(Array.from(values, (value, at) => Number(isHeld(value, at)))) / values.length;

/** One series, which ends at any hour of the week, forecast from all but its last hours. */
function one(kind, { perDay, weeks }, seed) {
  const random = seededRandom(seed);
  const hours = weeks * WEEK + random.below(WEEK) + HORIZON;
  const values = countsOf(kind, { perDay, hours }, random);
  const [known, came] = [values.slice(0, hours - HORIZON), values.subarray(hours - HORIZON)];
  const started = process.cpuUsage();
  const found = forecast({ values: known, seasons: SEASONS, count: 'complete' }, HORIZON);
  const { user, system } = process.cpuUsage(started);
  if (found.kind !== 'forecast') throw new Error(`${kind}, ${perDay} a day: ${found.kind}`);
  const held95 = (value, at) => found.lower95[at] <= value && value <= found.upper95[at];
  const busy = Array.from(came, (value, at) => ({ value, at })).filter(({ value }) => value > 0);
  const total = sumOf(came);
  return {
    expected: sumOf(found.point), came: total, held95: shareOf(came, held95), held80: shareOf(came, (value, at) => found.lower80[at] <= value && value <= found.upper80[at]),
    busy: busy.length, busyHeld: sumOf(busy.map(({ value, at }) => Number(held95(value, at)))), total95: found.total === undefined ? 0 : Number(found.total.lower95 <= total && total <= found.total.upper95),
    ms: (user + system) / 1e3,
  };
}

function benchmarkOne(kind, { perDay, series, weeks }) {
  const all = Array.from({ length: series }, (_, seed) => one(kind, { perDay, weeks }, 1000 * perDay + seed));
  const sum = (name) => sumOf(all.map((result) => result[name]));
  const mean = (name) => sum(name) / series;
  return {
    kind, perDay, expected: sum('expected'), came: sum('came'), coverage95: mean('held95'), coverage80: mean('held80'), busyHoursCoverage95: sum('busy') > 0 ? sum('busyHeld') / sum('busy') : null,
    totalCoverage95: mean('total95'), msPerSeries: mean('ms'),
  };
}

function wholeOf(name, value, most) {
  const found = Number(value);
  if (!Number.isSafeInteger(found) || found < 1 || found > most) throw new Error(`--${name} must be a whole number from 1 to ${most}`);
  return found;
}

function benchmark(options) {
  const [series, weeks] = [wholeOf('series', options.series, 10_000), wholeOf('weeks', options.weeks, 70)];
  const found = kinds.flatMap((kind) => CALLS_A_DAY.map((perDay) => {
    const result = benchmarkOne(kind, { perDay, series, weeks });
    say(`${kind}, ${perDay} a day`);
    return result;
  }));
  return { series, weeks, found };
}

const percent = (share) => (share === null ? '–' : `${(100 * share).toFixed(1)} %`);
const line = ({ kind, perDay, expected, came, coverage95, coverage80, busyHoursCoverage95, totalCoverage95, msPerSeries }) => [
  kind.padEnd(10), `${String(perDay).padStart(3)} a day`, `expected ${expected.toFixed(0).padStart(6)}, came ${String(came).padStart(6)}`,
  `95 %: ${percent(coverage95)}, hours with any ${percent(busyHoursCoverage95)}`, `80 %: ${percent(coverage80)}`, `totals, 95 %: ${percent(totalCoverage95)}`, `${msPerSeries.toFixed(1)} ms of CPU`,
].join('  ');

/** Forecasts made series of few calls and compares with what comes next. */
export const main = command({ say, usage: USAGE, flags: FLAGS, wanted: [], benchmark, asTable: ({ found }) => `${found.map(line).join('\n')}\n` });
