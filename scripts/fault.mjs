// `npm run test:fault -- [--kills 20] [--seed 1] [--json]`: kill -9 at random under load, then every event is accounted for.
import { parseArgs } from 'node:util';
import { ensureReady } from './setup/ensure.mjs';

const OPTIONS = { kills: { type: 'string', default: '20' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) }, json: { type: 'boolean', default: false } };

function wholeNumber(name, text, least) {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least) return Number(text);
  process.stderr.write(`--${name} got ${JSON.stringify(text)}, wants a whole number from ${least}\n`);
  process.exit(2);
}

const { values } = parseArgs({ options: OPTIONS });
const kills = wholeNumber('kills', values.kills, 1);
const seed = wholeNumber('seed', values.seed, 0);

ensureReady();
const { runFaults } = await import('../test/fault/run-faults.mjs');
const { figures, checks } = await runFaults({ kills, seed, say: (line) => process.stderr.write(`${line}\n`) });
const failed = checks.filter(({ fault }) => fault !== undefined);
const tally = `${checks.length - failed.length} passed, ${failed.length} failed`;
for (const { name, fault } of checks) process.stderr.write(`${fault === undefined ? 'ok  ' : 'FAIL'} ${name}${fault === undefined ? '' : `: ${fault}`}\n`);
if (values.json) process.stdout.write(`${JSON.stringify({ ...figures, passed: checks.length - failed.length, failed: failed.length })}\n`);
(values.json ? process.stderr : process.stdout).write(`${tally}\n`);
process.exitCode = failed.length === 0 ? 0 : 1;
