import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ensureReady, ROOT } from './setup/ensure.mjs';

const SUITES = {
  unit: ['--selectProjects', 'unit'],
  integration: ['--selectProjects', 'integration'],
  e2e: ['--selectProjects', 'e2e'],
  redis: ['--selectProjects', 'redis'],
  coverage: ['--selectProjects', 'unit', 'integration', '--coverage'],
};
// Jest ends well even where a test left something open.
const LEAKS = /A worker process has failed to exit gracefully|did not exit one second after/;

function jest(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(ROOT, 'node_modules/jest/bin/jest.js'), ...args], { cwd: ROOT, stdio: ['ignore', 'inherit', 'pipe'] });
    let text = '';
    child.stderr.on('data', (chunk) => {
      process.stderr.write(chunk);
      text += chunk;
    });
    child.once('close', (code) => resolve({ code, text: text.replace(/\u001b\[[0-9;]*m/g, '') }));
  });
}

function tally(text) {
  const line = /^Tests:\s+(.*)$/m.exec(text)?.[1] ?? '';
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(line)?.[1] ?? 0);
  return { passed: count('passed'), failed: count('failed') };
}

ensureReady();
const [suite, ...rest] = process.argv.slice(2);
if (suite !== undefined && !(suite in SUITES) && !suite.startsWith('-')) {
  process.stderr.write(`there is no suite ${suite}; known are ${Object.keys(SUITES).join(', ')}\n`);
  process.exit(2);
}
// The Redis suite wants a server on the machine, so it is asked for by name.
const args = suite === undefined ? ['--selectProjects', 'unit', 'integration', 'e2e'] : (SUITES[suite] ?? [suite]);
const { code, text } = await jest([...rest, ...args]);
const { passed, failed } = tally(text);
const leaked = LEAKS.test(text);
if (leaked) process.stderr.write('a test left something open: see the warning above\n');
const broken = failed + (code !== 0 && failed === 0 ? 1 : 0) + (leaked ? 1 : 0) + (passed === 0 ? 1 : 0);
process.stdout.write(`${passed} passed, ${broken} failed\n`);
process.exit(broken === 0 ? 0 : 1);
