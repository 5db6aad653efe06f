import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { readCalls } from './calls.mjs';
import { clustersOf, scoresOf } from './clusters.mjs';
import { cellOf } from './csv.mjs';
import { halvesOf } from './halves.mjs';

const SEED = 1;
/** How many times campaigns are halved where nobody says. */
const HALVES_IN_JSON = '30';
const MEGABYTE = 1024 * 1024;
const OPTIONS = {
  json: { type: 'boolean', default: false }, file: { type: 'string' }, out: { type: 'string' }, halves: { type: 'string' },
};

const say = (line) => process.stderr.write(`bench:campaigns ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);
const shown = (value) => (value === null ? 'null' : value.toFixed(3));

function readOptions(args) {
  const { file, halves: written, ...options } = parseArgs({ args, options: OPTIONS, strict: true }).values;
  const halves = written ?? (options.json ? HALVES_IN_JSON : '0');
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
    benchmark(options);
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
