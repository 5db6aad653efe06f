import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { descendantsOf, isAlive, kill, processesOn, until } from './processes.mjs';
import { freePort, temporaryFolder } from './folders.mjs';

export const ROOT = join(import.meta.dirname, '..', '..');

const START_MS = 90_000;
const STOP_MS = 45_000;
const SOCKET_FOLDER_LINE = 4;

/** Every variable the service knows, empty: neither the shell's environment nor a `.env` file reaches a test. */
const BLANK = Object.fromEntries([...readFileSync(join(ROOT, '.env.example'), 'utf8').matchAll(/^# ([A-Z][A-Z_]+)=/gm)].map(([, name]) => [name, '']));

export function environment(settings) {
  return { ...process.env, ...BLANK, RATE_LIMIT_MAX: '1000000', ...settings };
}

const running = new Set();
process.once('exit', () => running.forEach((program) => program.killAll()));

/** A started program, with what it says and how it ends. */
class Program {
  stdout = '';
  stderr = '';

  constructor(child) {
    this.child = child;
    this.pid = child.pid;
    child.stdout.on('data', (chunk) => (this.stdout += chunk));
    child.stderr.on('data', (chunk) => (this.stderr += chunk));
    /** How the process itself ended. */
    this.ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
    /** The same, once everything it and its children said has been read. */
    this.closed = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    running.add(this);
    void this.closed.then(() => running.delete(this));
  }

  get hasEnded() {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  killAll() {
    kill(this.pid, 'SIGKILL');
  }
}

/** A service under test, started as its users start it, in a process group of its own. */
export class Service extends Program {
  constructor(child, { dataDir, port }) {
    super(child);
    this.dataDir = dataDir;
    this.port = port;
    this.origin = `http://127.0.0.1:${port}`;
  }

  /** Resolves when the service says on the screen that it is ready. */
  async ready() {
    const state = await until('the start', START_MS, () => {
      if (this.stdout.includes('is ready')) return 'ready';
      return this.hasEnded ? 'ended' : undefined;
    });
    if (state === 'ended') throw new Error(`the service ended while starting: ${this.stderr}${this.stdout}`);
    return this;
  }

  /** Every process of this service: its descendants, and whoever still works on its data. */
  processes() {
    const all = [...descendantsOf(this.pid), ...processesOn(this.dataDir)];
    return [...new Map(all.map((each) => [each.pid, each])).values()];
  }

  /** The pid of its `api` or `worker` process, found among its children. */
  part(name) {
    return descendantsOf(this.pid).find(({ ppid, command }) => ppid === this.supervisor && command.includes(`apps/${name}/main.js`))?.pid;
  }

  /** The node process that watches the others; below npm where npm started it. */
  get supervisor() {
    const parents = new Map(descendantsOf(this.pid).map(({ pid, ppid }) => [pid, ppid]));
    const postmaster = this.postmaster;
    return (postmaster === undefined ? undefined : parents.get(postmaster)) ?? this.pid;
  }

  /** The pid that its `postmaster.pid` names, where that process lives. */
  get postmaster() {
    const pid = Number(this.postmasterFile[0]);
    return pid > 0 && isAlive(pid) ? pid : undefined;
  }

  get postmasterFile() {
    try {
      return readFileSync(join(this.dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n');
    } catch {
      return [];
    }
  }

  /** SIGTERM to the started process alone. */
  async stop() {
    kill(this.pid, 'SIGTERM');
    return this.end();
  }

  /** How it ended, once it and everything it started is gone. */
  async end() {
    // Looking for what it started means reading all of /proc: not while it is still there itself.
    return await until('the end', STOP_MS, () => (this.hasEnded && this.processes().length === 0 ? this.closed : undefined));
  }

  /** `kill -9` of everything, the supervisor first so that it starts nothing again. */
  killAll() {
    const socketFolder = this.postmasterFile[SOCKET_FOLDER_LINE];
    kill(this.pid, 'SIGKILL');
    for (let left = this.processes(); left.length > 0; left = this.processes()) left.forEach(({ pid }) => kill(pid, 'SIGKILL'));
    // Nobody else will: the next start makes a new one.
    if (socketFolder !== undefined) rmSync(socketFolder, { recursive: true, force: true });
  }
}

/**
 * Starts the service and does not wait for it.
 * @param options.command words in place of `node scripts/start.mjs`
 * @param options.uid the user to run as
 */
export async function launch({ dataDir, port, env = {}, command = [process.execPath, 'scripts/start.mjs'], uid, cwd = ROOT } = {}) {
  const folder = dataDir ?? temporaryFolder(uid);
  const takenPort = port ?? (await freePort());
  const [program, ...args] = command;
  const account = uid === undefined ? {} : { uid, gid: uid };
  const settings = { PORT: String(takenPort), DATA_DIR: folder, ...env };
  const child = spawn(program, args, { cwd, env: environment(settings), stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...account });
  return new Service(child, { dataDir: folder, port: takenPort });
}

export async function startService(options) {
  return (await launch(options)).ready();
}

/** Runs one of the command-line tools to its end, as `npm run <name> -- …` does. */
export async function runTool(name, args, env = {}) {
  const tool = startTool(name, args, env);
  const { code, signal } = await tool.closed;
  return { code, signal, stdout: tool.stdout, stderr: tool.stderr };
}

export function startTool(name, args, env = {}) {
  const child = spawn(process.execPath, ['scripts/cli.mjs', name, ...args], { cwd: ROOT, env: environment(env), stdio: ['ignore', 'pipe', 'pipe'] });
  return new Program(child);
}
