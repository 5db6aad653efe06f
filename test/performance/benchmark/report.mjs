import { arch, availableParallelism, cpus, platform } from 'node:os';

import { growthLines } from './growth/lines.mjs';
import { ROUTES } from './growth/routes.mjs';

const AIMS = [
  ['eventsPerSecond', 'at least', 25_000, 'events accepted and folded a second, batches of 500'],
  ['ratio', 'at least', 0.4, 'of what text COPY alone reaches (the floor)'],
  ['singlesPerSecond', 'at least', 8000, 'single events a second, acknowledged after commit'],
  ['singleP95Ms', 'below', 25, 'ms until a single event is acknowledged, p95'],
  ['p95Ms', 'below', 50, 'ms from sending to visible at 10,000/s, p95'],
  ['verdictP95Ms', 'below', 10, 'ms until a verdict at 500/s beside 5,000 events/s, p95'],
  ['verdictP99Ms', 'below', 25, 'ms until a verdict at 500/s beside 5,000 events/s, p99'],
  ['hitRate', 'at least', 0.9, 'of what verdicts remember was there'],
  ['predictP95Ms', 'below', 5, 'ms until a prediction at 500/s, p95'],
  ['trainingRatio', 'below', 2, 'times the p95 of verdicts without a training beside them'],
  ['startToReadyMs', 'below', 5000, 'ms from starting the service on existing data to ready'],
  ['lost', 'below', 1, 'accepted events that are not counted'],
  ['duplicated', 'below', 1, 'events counted twice'],
  ...ROUTES.map(({ name }) => [`${name}P95Ms`, 'below', 50, `ms until a user's ${name}, p95, at the largest size`]),
];

const rounded = (value) => (typeof value === 'number' ? Number(value.toFixed(value < 10 ? 3 : 1)) : (value ?? null));

function ratioOf({ floor, throughput }) {
  return floor === undefined || throughput === undefined ? null : throughput.eventsPerSecond / floor.floorRowsPerSecond;
}

/** The figures asked for, one level deep; null where their phase did not run. */
function headline(figures) {
  const { floor, throughput, latency, singles, verdicts, predictions, training, restart, audit, growth } = figures;
  const named = (prefix, of) => ({ [`${prefix}50Ms`]: of?.p50, [`${prefix}95Ms`]: of?.p95, [`${prefix}99Ms`]: of?.p99 });
  return {
    eventsPerSecond: throughput?.eventsPerSecond, floorRowsPerSecond: floor?.floorRowsPerSecond, ratio: ratioOf(figures),
    ...named('p', latency?.visibleMs), ...named('serviceP', latency?.service), ...named('afterAnswerP', latency?.visibleAfterAnswerMs),
    lost: audit?.lost, duplicated: audit?.duplicated,
    singlesPerSecond: singles?.singlesPerSecond, ...named('singleP', singles?.answerMs),
    verdictsPerSecond: verdicts?.verdictsPerSecond, ...named('verdictP', verdicts?.answerMs),
    hitRate: verdicts?.hitRate,
    ...named('predictP', predictions?.answerMs), trainingRatio: training?.verdictP95Ratio,
    startToReadyMs: restart?.startToReadyMs, apiStartMs: restart?.apiStartMs,
    ...Object.fromEntries(ROUTES.map(({ name }) => [`${name}P95Ms`, growth?.sizes.at(-1).routes[name].answerMs?.p95])),
  };
}

function judged(line, [name, sense, aim]) {
  const value = line[name];
  if (value === null) return [];
  const met = sense === 'below' ? value < aim : value >= aim;
  const missedBy = met ? 0 : Math.abs(value - aim);
  return [{ name, value, aim: `${sense} ${aim}`, met, missedBy: rounded(missedBy), missedByPercent: rounded((100 * missedBy) / aim) }];
}

const roundedDeep = (_name, value) => (typeof value === 'number' ? rounded(value) : value);

/** Everything that was found, ready to be printed. */
export function reportOf({ options, figures, cpuSeconds, totalSeconds }) {
  const { users, seconds, phases, settings } = options;
  const line = Object.fromEntries(Object.entries(headline(figures)).map(([name, value]) => [name, rounded(value)]));
  return {
    ...line,
    aims: AIMS.flatMap((aim) => judged(line, aim)),
    phases: figures, cpuSeconds, settings: { users, seconds, phases, ...settings },
    machine: { node: process.versions.node, cores: availableParallelism(), cpu: cpus()[0]?.model ?? null, platform: `${platform()}-${arch()}` },
    totalSeconds,
  };
}

export const asJson = (report) => JSON.stringify(report, roundedDeep);

const shown = (value) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 2 : value < 1000 ? 1 : 0 });

function cpuTable(cpuSeconds) {
  const kinds = [...new Set(Object.values(cpuSeconds).flatMap((of) => Object.keys(of ?? {})))];
  if (kinds.length === 0) return [];
  const cells = (name, texts) => `  ${name.padEnd(12)}${texts.map((text) => text.padStart(11)).join('')}`;
  const rows = Object.entries(cpuSeconds).map(([phase, of]) => cells(phase, kinds.map((kind) => (of?.[kind] ?? 0).toFixed(1))));
  return ['', cells('CPU seconds', kinds), ...rows];
}

/** The report as a table for people, the aims beside the figures. */
export function asTable({ aims, phases, cpuSeconds, machine, totalSeconds }) {
  const what = new Map(AIMS.map(([name, , , meaning]) => [name, meaning]));
  const lines = aims.map(({ name, value, aim, met, missedBy, missedByPercent }) =>
    `  ${shown(value).padStart(9)}  ${what.get(name).padEnd(62)}${met ? 'met' : `missed by ${shown(missedBy)} (${shown(missedByPercent)} %)`}; aim ${aim}`);
  const floor = phases.floor === undefined ? [] : [`  ${shown(phases.floor.floorRowsPerSecond).padStart(9)}  rows a second by text COPY alone, the floor`];
  const answers = Object.entries(phases).flatMap(([phase, { statuses, verdicts }]) => (statuses === undefined ? [] : [`  ${phase.padEnd(12)}${JSON.stringify({ ...statuses, ...verdicts?.statuses })}`]));
  const place = `Node ${machine.node}, ${machine.cores} cores, ${Math.round(totalSeconds)} s`;
  return [place, '', ...lines, ...floor, '', '  answers by status', ...answers, ...cpuTable(cpuSeconds), ...growthLines(phases.growth), ''].join('\n');
}
