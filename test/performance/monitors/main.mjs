import { parseArgs } from 'node:util';
import { LEARNING_HOURS, watchHours, watchOf } from './core.mjs';
import { countsOf, kinds, WEEK } from './series.mjs';

const USAGE = 'usage: npm run bench:monitors -- [--series N] [--weeks N] [--json]';
const FLAGS = { series: { type: 'string', default: '8' }, weeks: { type: 'string', default: '8' }, json: { type: 'boolean', default: false } };
const SENSITIVITIES = [0, 0.5, 1];
/** A day of thrice the calls; of a trend, twice the calls after three weeks. Found counts what opens before `within` hours have passed. */
const BREAKS = {
  anomaly: { factor: (after) => (after < 24 ? 3 : 1), within: 24 },
  forecast_breach: { factor: (after) => (after < 24 ? 3 : 1), within: 24 },
  trend: { factor: (after) => 1 + Math.min(1, after / (3 * WEEK)), within: 4 * WEEK },
};
const FIRST_HOUR = 480_000;

/** Incidents, in hours after alerts began to count; and what it took. */
function watched(condition, sensitivity, values) {
  const learnt = LEARNING_HOURS[condition];
  const watch = watchOf({ metric: 'calls', condition, sensitivity, cooldownHours: 6 });
  const readings = values.map((value, at) => ({ hour: FIRST_HOUR + at, localHour: FIRST_HOUR + at, value }));
  const started = process.cpuUsage();
  const incidents = watchHours(watch, readings, FIRST_HOUR + learnt);
  const { user, system } = process.cpuUsage(started);
  const after = (hour) => hour - FIRST_HOUR - learnt;
  return { incidents: incidents.map(({ incident }) => ({ opened: after(incident.openedHour), last: after(incident.lastHour) })), microseconds: user + system, bytes: JSON.stringify(watch.state()).length };
}

function median(values) {
  return values.length === 0 ? null : [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)];
}

function benchmarkOne(condition, kind, sensitivity, { series, weeks }) {
  const { factor, within } = BREAKS[condition];
  const learnt = LEARNING_HOURS[condition];
  const broken = learnt + WEEK;
  const sum = { alerts: 0, microseconds: 0, hours: 0, bytes: 0 };
  const delays = [];
  for (let seed = 1; seed <= series; seed++) {
    const noise = watched(condition, sensitivity, countsOf(kind, learnt + weeks * WEEK, { seed }));
    sum.alerts += noise.incidents.length;
    sum.microseconds += noise.microseconds;
    sum.hours += learnt + weeks * WEEK;
    sum.bytes = Math.max(sum.bytes, noise.bytes);
    const planted = watched(condition, sensitivity, countsOf(kind, broken + within, { seed: seed + 1000, factor: (hour) => (hour < broken ? 1 : factor(hour - broken)) }));
    // One that was under way goes on: then it was told already.
    const found = planted.incidents.find(({ last }) => last >= WEEK);
    if (found !== undefined) delays.push(Math.max(0, found.opened - WEEK));
  }
  return {
    condition, kind, sensitivity, falseAlertsPerWeek: sum.alerts / (series * weeks), found: delays.length / series, medianDelayHours: median(delays),
    microsecondsPerHour: sum.microseconds / sum.hours, stateBytes: sum.bytes,
  };
}

const line = ({ condition, kind, sensitivity, falseAlertsPerWeek, found, medianDelayHours, microsecondsPerHour, stateBytes }) =>
  [condition.padEnd(16), kind.padEnd(7), sensitivity.toFixed(1), `${falseAlertsPerWeek.toFixed(2)} false a week`, `${(100 * found).toFixed(0).padStart(3)} % found`,
    `after ${medianDelayHours ?? '–'} h`, `${microsecondsPerHour.toFixed(0)} µs an hour`, `${stateBytes} B`].join('  ');

function optionsOf(args) {
  const { series, weeks, json } = parseArgs({ args, options: FLAGS }).values;
  const numbers = { series: Number(series), weeks: Number(weeks) };
  for (const [name, value] of Object.entries(numbers)) if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} wants a whole number from 1 on`);
  return { ...numbers, json };
}

/** Counts false alerts on noise and found breaks, and prints. Returns the exit code: 0, or 2 for a wrong call. */
export function main(args) {
  let options;
  try {
    options = optionsOf(args);
  } catch (error) {
    process.stderr.write(`${error.message}\n${USAGE}\n`);
    return 2;
  }
  const results = Object.keys(BREAKS).flatMap((condition) => kinds.flatMap((kind) => SENSITIVITIES.map((sensitivity) => {
    const result = benchmarkOne(condition, kind, sensitivity, options);
    process.stderr.write(`${line(result)}\n`);
    return result;
  })));
  if (options.json) process.stdout.write(`${JSON.stringify({ series: options.series, weeks: options.weeks, results })}\n`);
  return 0;
}
