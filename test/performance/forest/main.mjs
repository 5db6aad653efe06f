import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readSets } from './data-sets.mjs';
import { lineOf } from './judge.mjs';
import { measureOurs } from './measure.mjs';
import { measureNpmPeers } from './npm-peers.mjs';
import { Peer } from './peer.mjs';
import { plansFor } from './plans.mjs';
import { asJson, asTable, reportOf } from './report.mjs';
import { sichuanFigures } from './sichuan.mjs';

const say = (line) => process.stderr.write(`bench:forest ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

const UNKNOWN = {
  auc: null, averagePrecision: null, logLoss: null, fitSeconds: null, fitCpuSeconds: null, singleRowMicroseconds: null, tenThousandRowsSeconds: null, artifactBytes: null,
};

async function peerLine(plan, peer) {
  const { set, model, seeds, peerSeeds = seeds } = plan;
  if (peer === undefined) return { dataset: set.name, model: model.name, peer: 'scikit-learn', ...UNKNOWN };
  return lineOf(plan, 'scikit-learn', await peer.measure({ ...plan, seeds: peerSeeds }));
}

/** Both sides take turns, so that what else the machine does falls on both. */
async function measureAll(plans, peer) {
  const lines = [];
  let sichuan;
  for (const plan of plans) {
    say(`${plan.model.name} on ${plan.set.name} …`);
    const ours = measureOurs(plan);
    if (plan.set.name === 'sichuan-telecom-fraud' && plan.model.name === 'random_forest') sichuan = sichuanFigures(plan, ours.scores[0]);
    lines.push(lineOf(plan, 'ours', ours), await peerLine(plan, peer));
  }
  return { lines, sichuan };
}

async function benchmark(root, only) {
  const { sets, missing } = readSets(root);
  missing.forEach((what) => say(`missing: ${what} in ${root}`));
  const peer = Peer.start();
  if (peer === undefined) say('no python3 here has scikit-learn: its figures stay empty');
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      peer?.stop();
      process.exit(130);
    });
  }
  try {
    const found = await measureAll(plansFor(sets, only), peer);
    say('libraries on npm …');
    return reportOf({ ...found, npmPeers: only === undefined ? await measureNpmPeers() : [], missing, peerVersion: peer?.version, totalSeconds: performance.now() / 1000 });
  } finally {
    peer?.stop();
  }
}

/** Measures and prints. Returns the exit code: 0 also where aims are missed, 1 without data or where something broke, 2 for a wrong call. */
export async function main(args) {
  let options;
  try {
    options = parseArgs({ args, options: { json: { type: 'boolean', default: false }, set: { type: 'string' } }, strict: true }).values;
  } catch (error) {
    say(error.message);
    return 2;
  }
  const root = process.env.BENCH_DATA;
  if (!root || !existsSync(root)) {
    say(root ? `BENCH_DATA is ${root}, which is not there` : 'BENCH_DATA is not set: it names the folder that holds the data sets (docs/benchmarks.md)');
    return 1;
  }
  try {
    const report = await benchmark(root, options.set);
    process.stdout.write(options.json ? `${asJson(report)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
