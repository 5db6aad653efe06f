// `npm run check [part…]`: every static check, two at a time; the last line counts them.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const LANES = 2;
const wanted = process.argv.slice(2);
const SHOWN_LINES = wanted.length === 1 ? Infinity : 60;

const local = (path) => join('node_modules', path);
const TSC = local('typescript/bin/tsc');

// The longest first, so that the lanes end together.
const PARTS = [
  ['lint', [local('eslint/bin/eslint.js'), '.', '--max-warnings=0']],
  ['probe', ['scripts/check/probe.mjs']],
  ['types', [TSC, '-p', 'tsconfig.check.json']],
  ...(existsSync(join(ROOT, 'apps/console/tsconfig.json'))
    ? [['types-console', [TSC, '-p', 'apps/console/tsconfig.json', '--noEmit']]]
    : []),
  ['dependencies', ['scripts/check/dependencies.mjs']],
  ['dead-code', [local('knip/bin/knip.js'), '--no-progress', '--no-config-hints']],
  ['deployment', ['scripts/check/deployment.mjs']],
  ['lock-file', ['scripts/check/lock-file.mjs']],
  ['line-lengths', ['scripts/check/line-lengths.mjs']],
];

function run(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ passed: false, output: String(error) }));
    child.on('close', (code) => resolve({ passed: code === 0, output: output.trimEnd() }));
  });
}

function report(name, { passed, output }, startedAt) {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  const lines = output.split('\n');
  const shown = passed ? lines.slice(-1) : lines.slice(0, SHOWN_LINES);
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} ${seconds}s${passed && shown[0] ? ` — ${shown[0]}` : ''}`);
  if (passed) return;
  for (const line of shown) console.log(`     ${line}`);
  if (lines.length > shown.length) {
    console.log(`     … ${lines.length - shown.length} more lines: node scripts/check.mjs ${name}`);
  }
}

const unknown = wanted.filter((name) => !PARTS.some(([part]) => part === name));
if (unknown.length > 0) {
  console.error(`No check named ${unknown.join(', ')}; there are: ${PARTS.map(([name]) => name).join(', ')}`);
  process.exit(2);
}

const waiting = PARTS.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const results = [];

async function lane() {
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const [name, args] = part;
    const startedAt = performance.now();
    const result = await run(args);
    report(name, result, startedAt);
    results.push(result);
  }
}

await Promise.all(Array.from({ length: LANES }, lane));
const passed = results.filter((result) => result.passed).length;
console.log(`${passed} passed, ${results.length - passed} failed`);
process.exitCode = passed === results.length ? 0 : 1;
