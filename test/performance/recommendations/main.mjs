import { parseArgs } from 'node:util';
import * as core from './core.mjs';
import { coverage } from './coverage.mjs';
import { regret } from './regret.mjs';

const USAGE = 'usage: npm run bench:recommendations -- [--runs N] [--worlds N] [--json]';
const FLAGS = { runs: { type: 'string', default: '200' }, worlds: { type: 'string', default: '20' }, json: { type: 'boolean', default: false } };
const ROUNDS = 3000;
const DECISIONS = 1000;

const say = (line) => process.stderr.write(`bench:recommendations ${performance.now().toFixed(0).padStart(7)} ms: ${line}\n`);
const cpuSeconds = () => Object.values(process.cpuUsage()).reduce((sum, micros) => sum + micros / 1e6, 0);

function countFrom(name, written) {
  if (!/^[1-9]\d{0,5}$/.test(written)) throw new Error(`--${name} must be a whole number from 1`);
  return Number(written);
}

const rounded = (_name, value) => (typeof value === 'number' && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value);

function asTable({ regret: lost, offPolicy }) {
  const line = (name, { coverage: share, bias, meanWidth }) => `${name.padEnd(14)} 90 % interval holds the truth in ${(100 * share).toFixed(1)} %, bias ${bias.toFixed(4)}, width ${meanWidth.toFixed(4)}`;
  return [
    `regret a round: sampler ${lost.sampler.toFixed(4)} (last tenth ${lost.samplerLastTenth.toFixed(4)}), best fixed order ${lost.fixed.toFixed(4)}, random ${lost.random.toFixed(4)}`,
    line('doubly robust', offPolicy.doublyRobust), line('SNIPS', offPolicy.snips), '',
  ].join('\n');
}

/** Simulates, scores and prints. Returns the exit code: 0 whatever the scores are, 1 where something broke, 2 for a wrong call. */
export function main(args) {
  let counts;
  let json;
  try {
    const { values } = parseArgs({ args, options: FLAGS, strict: true });
    counts = { runs: countFrom('runs', values.runs), worlds: countFrom('worlds', values.worlds) };
    ({ json } = values);
  } catch (error) {
    say(`${error.message}\n${USAGE}`);
    return 2;
  }
  try {
    const lost = regret(core, { worlds: counts.worlds, rounds: ROUNDS });
    say('regret is counted');
    const offPolicy = coverage(core, { runs: counts.runs, rounds: DECISIONS });
    const report = { regret: lost, offPolicy, cpuSeconds: cpuSeconds() };
    process.stdout.write(json ? `${JSON.stringify(report, rounded)}\n` : asTable(report));
    return 0;
  } catch (error) {
    say(error.stack);
    return 1;
  }
}
