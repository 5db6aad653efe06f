import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from '../../support/folders.mjs';
import { environment, ROOT, runTool } from '../../support/service.mjs';
import { nowMs } from './clock.mjs';
import { millisecondsAlive, partsOf } from './cpu.mjs';

const START_MS = 90_000;
const STOP_MS = 45_000;
const POLL_MS = 10;
const LOG_LINES_SHOWN = 20;

/** The built service as its users start it: defaults, but a free port, a temporary DATA_DIR and fewer log lines. */
export class MeasuredService {
  child;

  constructor(folder, port) {
    this.folder = folder;
    this.port = port;
    this.dataDir = join(folder, 'data');
    this.logFile = join(folder, 'service.log');
  }

  static async create(parentFolder) {
    const port = await freePort();
    return new MeasuredService(mkdtempSync(join(parentFolder, 'profile-analytics-benchmark-')), port);
  }

  get pid() {
    return this.child?.pid;
  }

  /** Resolves when `/health/ready` says 200, with the time since this process and since its API process began. */
  async start() {
    const startedMs = nowMs();
    const log = openSync(this.logFile, 'a', 0o600);
    // RATE_LIMIT_MAX empty: the default of the service, not that of its tests.
    const env = environment({ PORT: String(this.port), DATA_DIR: this.dataDir, LOG_LEVEL: 'warn', RATE_LIMIT_MAX: '' });
    this.child = spawn(process.execPath, ['dist/apps/standalone/main.js'], { cwd: ROOT, env, stdio: ['ignore', log, log], detached: true });
    closeSync(log);
    await this.#ready(startedMs + START_MS);
    const startToReadyMs = nowMs() - startedMs;
    return { startToReadyMs, apiStartMs: millisecondsAlive(partsOf(this.pid).api?.[0]) };
  }

  /** SIGTERM, and resolves when it has ended. */
  async stop() {
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    const overdue = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
    const [code] = await ended;
    clearTimeout(overdue);
    if (code !== 0) throw new Error(`the service ended with ${code ?? 'SIGKILL'} on SIGTERM:\n${this.lastLines()}`);
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  async token(role) {
    const { code, stdout, stderr } = await runTool('token', ['--role', role, '--user', `benchmark-${role}`], { DATA_DIR: this.dataDir });
    if (code !== 0) throw new Error(`no ${role} token: ${stderr.trim()}`);
    return stdout.trim();
  }

  lastLines() {
    return readFileSync(this.logFile, 'utf8').trim().split('\n').slice(-LOG_LINES_SHOWN).join('\n');
  }

  async #ready(deadlineMs) {
    for (;;) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) throw new Error(`the service ended while starting:\n${this.lastLines()}`);
      const status = await fetch(`http://127.0.0.1:${this.port}/health/ready`).then((answer) => answer.status, () => 0);
      if (status === 200) return;
      if (nowMs() > deadlineMs) throw new Error(`the service was not ready within ${START_MS} ms:\n${this.lastLines()}`);
      await sleep(POLL_MS);
    }
  }
}
