import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ROOT } from '../setup/ensure.mjs';

const STANDALONE = join(ROOT, 'dist/apps/standalone/main.js');
const CLI = join(ROOT, 'dist/apps/cli/main.js');
const POLL_MS = 50;

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  return port;
}

/** A whole service on a free port and a folder that goes when it stops. */
export class DemoService {
  static async launch() {
    const folder = mkdtempSync(join(tmpdir(), 'profile-analytics-demo-'));
    const port = await freePort();
    // Only what a shell gives every program: settings of another instance must not reach this one.
    const env = { PATH: process.env.PATH, HOME: process.env.HOME, DATA_DIR: join(folder, 'data'), PORT: String(port), LOG_LEVEL: 'warn' };
    const child = spawn(process.execPath, [STANDALONE], { cwd: folder, env, stdio: ['ignore', 'ignore', 'inherit'] });
    return new DemoService(folder, env, child, `http://127.0.0.1:${port}`);
  }

  constructor(folder, env, child, origin) {
    Object.assign(this, { folder, env, child, origin });
    this.exited = once(child, 'exit');
  }

  ended() {
    return this.exited;
  }

  async token(role, user) {
    return (await this.cli(['token', '--role', role, '--user', user])).trim();
  }

  /** Sends a file and waits until the last event is folded. Returns the seconds it all took. */
  async ingest(path) {
    const startedAt = performance.now();
    await this.cli(['ingest', '--file', path]);
    const authorization = `Bearer ${await this.token('admin', 'demo')}`;
    for (;;) {
      const { lag } = await (await fetch(`${this.origin}/api/realtime/metrics`, { headers: { authorization } })).json();
      if (lag === 0) return (performance.now() - startedAt) / 1000;
      await sleep(POLL_MS);
    }
  }

  async cli(args) {
    const child = spawn(process.execPath, [CLI, ...args], { cwd: this.folder, env: this.env, stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    child.stdout.on('data', (chunk) => (text += chunk));
    const [code] = await once(child, 'close');
    if (code !== 0) throw new Error(`${args[0]} ended with code ${code}`);
    return text;
  }

  async stop() {
    if (this.child.exitCode === null && this.child.signalCode === null) this.child.kill('SIGTERM');
    await this.exited;
    rmSync(this.folder, { recursive: true, force: true });
  }

  async whenReady() {
    while (this.child.exitCode === null) {
      const ready = await fetch(`${this.origin}/health/ready`).then((response) => response.ok, () => false);
      if (ready) return;
      await sleep(POLL_MS);
    }
    throw new Error('the service did not start');
  }
}
