import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { asCalls } from './as-calls.mjs';
import { readCalls } from './calls.mjs';
import { clustersOf, scoresOf } from './clusters.mjs';
import { cellOf } from './csv.mjs';
import { halvesOf } from './halves.mjs';

const SEED = 1;
/** How many times campaigns are halved where nobody says. */
const HALVES_IN_JSON = '30';
/** Seeds of the numbers' times and callees. */
const SEEDS_AS_CALLS = [1, 2, 3, 4, 5];
const MEGABYTE = 1024 * 1024;
const OPTIONS = {
  json: { type: 'boolean', default: false }, 'as-calls': { type: 'boolean', default: false }, file: { type: 'string' }, out: { type: 'string' }, halves: { type: 'string' },
};

const say = (line) => process.stderr.write(`bench:campaigns ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);
const shown = (value) => (value === null ? 'null' : value.toFixed(3));

function readOptions(args) {
  const { file, halves: written, ...options } = parseArgs({ args, options: OPTIONS, strict: true }).values;
  const halves = written ?? (options.json ? HALVES_IN_JSON : '0');
  if (options['as-calls'] && (written !== undefined || options.out !== undefined)) throw new Error('--as-calls takes neither --halves nor --out');
  if (file === undefined) throw new Error('--file FILE names the calls: CSV with call, transcript and, where known, campaign');
  if (!/^\d{1,4}$/.test(halves)) throw new Error(`--halves ${halves} is not a count`);
  return { ...options, file, halves: Number(halves) };
}

function write(path, calls, clusters) {
  const lines = calls.map(({ call }, at) => `${cellOf(call)},${cellOf(clusters[at])}`);
  writeFileSync(path, `${['call,cluster', ...lines].join('\n')}\n`);
}

function sayHalves(found, times) {
  if (found === undefined) {
    say('no halves: fewer than two campaigns are labelled');
    return;
  }
  found.whole.forEach(({ threshold, ...scores }) => say(`at ${threshold.toFixed(2)}: ARI ${shown(scores.ari)}, V-measure ${shown(scores.vMeasure)}`));
  say(`tuned on half of the campaigns, scored on the other, ${times} times:`);
  ['chosen', 'ari', 'vMeasure'].forEach((name) => say(`  ${name.padEnd(8)} ${shown(found[name].mean)} ± ${shown(found[name].deviation)}, least ${shown(found[name].least)}`));
}

/** Null without two labelled campaigns. */
const heldOut = (found, halves) => (found === undefined ? null : { halves, threshold: found.chosen, ari: found.ari, vMeasure: found.vMeasure });

function benchmark({ file, out, json, halves }) {
  const calls = readCalls(file);
  const startedMs = performance.now();
  const clusters = clustersOf(calls);
  const tookMs = performance.now() - startedMs;
  const scores = scoresOf(calls, clusters);
  say(`${calls.length} calls in ${new Set(clusters).size} clusters, ${tookMs.toFixed(0)} ms, ${(process.memoryUsage().rss / MEGABYTE).toFixed(0)} MB`);
  if (out !== undefined) write(out, calls, clusters);
  const found = halves > 0 ? halvesOf(calls, halves, SEED) : undefined;
  if (halves > 0) sayHalves(found, halves);
  process.stdout.write(json ? `${JSON.stringify({ ...scores, heldOut: heldOut(found, halves) })}\n` : `ARI ${shown(scores.ari)}, V-measure ${shown(scores.vMeasure)}, ${scores.scored} calls scored\n`);
}

const meanOf = (values) => (values.some((value) => value === null) ? null : values.reduce((sum, value) => sum + value, 0) / values.length);

/** The calls through the service's own grouping, times and callees drawn anew each time. */
async function benchmarkAsCalls({ file, json }) {
  const calls = readCalls(file);
  const runs = [];
  for (const seed of SEEDS_AS_CALLS) {
    const scores = await asCalls(calls, seed);
    say(`seed ${seed}: ARI ${shown(scores.ari)}, V-measure ${shown(scores.vMeasure)}`);
    runs.push(scores);
  }
  const means = { ari: meanOf(runs.map(({ ari }) => ari)), vMeasure: meanOf(runs.map(({ vMeasure }) => vMeasure)), scored: runs[0].scored };
  process.stdout.write(json ? `${JSON.stringify({ ...means, runs })}\n` : `as calls: ARI ${shown(means.ari)}, V-measure ${shown(means.vMeasure)}, ${means.scored} numbers scored\n`);
}

/** Measures and prints. Returns the exit code: 0 also where aims are missed, 1 without the file or where something broke, 2 for a wrong call. */
export async function main(args) {
  let options;
  try {
    options = readOptions(args);
  } catch (error) {
    say(error.message);
    return 2;
  }
  if (!existsSync(options.file)) {
    say(`there is no file ${options.file}`);
    return 1;
  }
  try {
    if (options['as-calls']) await benchmarkAsCalls(options);
    else benchmark(options);
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
