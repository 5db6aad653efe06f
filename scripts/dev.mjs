import { spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { join } from 'node:path';
import { ensureReady, ROOT } from './setup/ensure.mjs';

const SETTLE_MS = 300;

/** Compiles in the background and starts the service anew after each change that compiles. */
ensureReady();
const compiler = spawn(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', '--watch', '--preserveWatchOutput'], { cwd: ROOT, stdio: 'inherit' });
let service;
let timer;
let stopping = false;

function start() {
  service = spawn(process.execPath, [join(ROOT, 'dist/apps/standalone/main.js')], { cwd: ROOT, stdio: 'inherit', detached: true });
  service.once('exit', () => !stopping && console.error('the service ended; it starts again after the next change'));
}

async function restart() {
  const old = service;
  if (old.exitCode === null && old.signalCode === null) {
    await new Promise((resolve) => {
      old.removeAllListeners('exit').once('exit', resolve);
      old.kill('SIGTERM');
    });
  }
  if (!stopping) start();
}

start();
watch(join(ROOT, 'dist'), { recursive: true }, (_event, file) => {
  if (!file?.endsWith('.js')) return;
  clearTimeout(timer);
  timer = setTimeout(restart, SETTLE_MS);
});

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    stopping = true;
    compiler.kill();
    service.once('exit', () => process.exit(0));
    service.kill('SIGTERM');
  });
}
