import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { csvFiles, largest } from '../forest/csv.mjs';
import { readBank } from './bank.mjs';
import { answeredRows, readCalls } from './cns.mjs';
import { compareModels } from './compare.mjs';
import { loadModels } from './models.mjs';
import { nextCallee } from './next-callee.mjs';
import { splitAtRandom, splitInTime } from './splits.mjs';

const USAGE = 'usage: npm run bench:behavior -- [--bank FILE] [--cns DIR] [--json]; BENCH_DATA names the folder of what is not given';
const FLAGS = { bank: { type: 'string' }, cns: { type: 'string' }, json: { type: 'boolean', default: false } };
const BANK_TRAINING = 0.8;
const CNS_TRAINING = 0.7;
const SEED = 1;

const say = (line) => process.stderr.write(`bench:behavior ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);

/** The files that were named, or those of `BENCH_DATA`. @throws Error naming what is not there */
function sources({ bank, cns }) {
  const root = process.env.BENCH_DATA;
  if ((bank === undefined || cns === undefined) && !root) throw new Error(`--bank and --cns are not both given, and BENCH_DATA is not set\n${USAGE}`);
  const bankFiles = csvFiles(join(root ?? '', 'bank-marketing'), /^bank/);
  // Of the set there are two forms: one with the state of the economy, and an older one without.
  const withEconomy = bankFiles.filter(({ name }) => name.startsWith('bank-additional'));
  const bankFile = bank ?? largest(withEconomy.length > 0 ? withEconomy : bankFiles)?.path;
  const cnsFolder = cns ?? join(root, 'cns-calls');
  if (bankFile === undefined) throw new Error(`${join(root, 'bank-marketing')} holds no bank*.csv[.gz]`);
  for (const path of [bankFile, cnsFolder]) if (!existsSync(path)) throw new Error(`${path} is not there`);
  return { bankFile, cnsFolder };
}

async function benchmark(options) {
  const { bankFile, cnsFolder } = sources(options);
  const [bank, calls] = [readBank(bankFile), readCalls(cnsFolder)];
  const rows = answeredRows(calls);
  say(`${bank.labels.length} rows of ${bankFile}, ${calls.length} calls of ${cnsFolder}`);
  const models = await loadModels((backend) => say(`neural networks learn by TensorFlow on ${backend}`));
  const compare = (name, set, settings, split) => compareModels(models(settings), set, split, (line) => say(`${name}: ${line}`));
  const answered = compare('cns, answered or missed', rows, 'calls', splitInTime(rows.labels.length, CNS_TRAINING));
  const callee = nextCallee(calls, CNS_TRAINING, (line) => say(`cns, next callee: ${line}`));
  const random = compare('bank, random', bank, 'campaign', splitAtRandom(bank.labels.length, BANK_TRAINING, SEED));
  const time = compare('bank, time', bank, 'campaign', splitInTime(bank.labels.length, BANK_TRAINING));
  return {
    bank: { random, time },
    cns: { answeredAuc: answered.auc, nextCalleeTop1: callee.top1, answered, nextCallee: callee, perModel: { answered: answered.perModel, nextCallee: callee.perModel } },
    best: { bankRandom: random.served, bankTime: time.served, answered: answered.served, nextCallee: callee.served },
  };
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(5)) : value);
const shown = (value) => (value === null ? '–' : value.toFixed(4));
const interval = (bounds) => (bounds === null ? '' : ` [${shown(bounds.lower)}, ${shown(bounds.upper)}]`);

function classTable(title, { served, majorityAccuracy, perModel }) {
  const lines = Object.entries(perModel).map(([name, { auc, auc95, accuracy, balancedAccuracy }]) =>
    `  ${name.padEnd(24)}AUC ${shown(auc)}${interval(auc95)}  accuracy ${shown(accuracy)}  balanced ${shown(balancedAccuracy)}${name === served ? '  served' : ''}`);
  return [`${title}; the larger class alone: accuracy ${shown(majorityAccuracy)}`, ...lines];
}

function asTable({ bank, cns: { answered, nextCallee: callee } }) {
  const callees = Object.entries(callee.perModel).map(([name, { top1, top1Interval95 }]) => `  ${name.padEnd(24)}top-1 ${shown(top1)}${interval(top1Interval95)}${name === callee.served ? '  served' : ''}`);
  return [
    ...classTable('bank, random split', bank.random), ...classTable('bank, time split', bank.time), ...classTable('cns, answered or missed', answered), 'cns, next callee', ...callees, '',
  ].join('\n');
}

/** Learns, asks, scores and prints. Returns the exit code: 0 also where aims are missed, 1 where something broke, 2 for a wrong call. */
export async function main(args) {
  let options;
  try {
    options = parseArgs({ args, options: FLAGS, strict: true }).values;
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const report = await benchmark(options);
    process.stdout.write(options.json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.message);
    return 1;
  }
}
