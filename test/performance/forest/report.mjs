import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { aimsOf } from './aims.mjs';

/** Everything that was found, ready to be printed. */
export function reportOf({ lines, npmPeers, sichuan, missing, peerVersion, totalSeconds }) {
  return {
    results: lines, npmPeers, aims: aimsOf({ lines, sichuan }), sichuan: sichuan ?? null, missing, scikitLearn: peerVersion ?? null,
    machine: { node: process.versions.node, cores: availableParallelism(), cpu: cpus()[0]?.model ?? null, platform: `${platform()}-${arch()}`, load: loadavg()[0] },
    totalSeconds,
  };
}

const rounded = (_name, value) => (typeof value === 'number' ? Number(value.toPrecision(5)) : value);

export const asJson = (report) => JSON.stringify(report, rounded);

const COLUMNS = [
  ['dataset', 24], ['model', 24], ['peer', 14], ['AUC', -8], ['AP', -8], ['log loss', -10], ['fit s', -9], ['CPU s', -9], ['row p50 µs', -12], ['p95 µs', -10], ['10,000 s', -10], ['bytes', -14],
];

const shown = (value, digits) => (value === null || value === undefined ? '–' : value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits }));
const cells = (texts) => texts.map((text, at) => (COLUMNS[at][1] > 0 ? text.padEnd(COLUMNS[at][1]) : text.padStart(-COLUMNS[at][1]))).join('');

function row({ dataset, model, peer, singleRowMicroseconds: single, ...of }) {
  return cells([
    dataset, model, peer, shown(of.auc, 4), shown(of.averagePrecision, 4), shown(of.logLoss, 4), shown(of.fitSeconds, 3), shown(of.fitCpuSeconds, 3),
    shown(single?.p50, 1), shown(single?.p95, 1), shown(of.tenThousandRowsSeconds, 4), shown(of.artifactBytes, 0),
  ]);
}

function aimLine({ name, value, aim, met, note }) {
  return `  ${shown(value, 4).padStart(10)}  ${name.padEnd(68)}${note ?? (met ? 'met' : 'missed')}; aim ${aim}`;
}

/** The report as tables for people. */
export function asTable({ results, npmPeers, aims, sichuan, missing, scikitLearn, machine, totalSeconds }) {
  const place = `Node ${machine.node}, scikit-learn ${scikitLearn ?? 'not here'}, ${machine.cores} cores, load ${machine.load.toFixed(1)}, ${Math.round(totalSeconds)} s`;
  const gone = missing.map((what) => `  missing: ${what}`);
  const ours = sichuan === null ? [] : ['', `sichuan, rows kept from model, threshold and calibration: ${JSON.stringify(sichuan, rounded)}`];
  return [place, ...gone, '', cells(COLUMNS.map(([name]) => name)), ...results.map(row), ...npmPeers.map(row), ...ours, '', ...aims.map(aimLine), ''].join('\n');
}
