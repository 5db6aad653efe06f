import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { closeSync, constants, openSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '#kernel';
import { postgresBinaries } from './binaries.js';
import { gone, livingPostmaster } from './postmaster-file.js';
import { databaseUrl, lastSocketFolder } from './running-url.js';
import { postgresAccount, type Account } from './run-as.js';
import { serverSettings } from './settings.js';

const USER = 'service';
const READY = /ready to accept connections/;
const SOCKET_FOLDER = join(tmpdir(), 'profile-analytics-socket-');
const START_MS = 60_000;
const STOP_MS = 30_000;

/** A PostgreSQL server of our own in one folder, reachable only through a socket in a folder only we may enter. */
export class EmbeddedPostgres {
  private server: ChildProcess | undefined;

  private constructor(
    private readonly cluster: string,
    private readonly binaries: string,
    private readonly account: Account | undefined,
    private readonly socketFolder: string,
    private readonly onLog: (line: string) => void,
  ) {}

  /** Prepares the server in `folder`: makes the cluster where there is none and stops a server that outlived its service. */
  static async prepare(folder: string, onLog: (line: string) => void): Promise<EmbeddedPostgres> {
    const account = await postgresAccount();
    const binaries = await postgresBinaries(account !== undefined);
    const socketFolder = await mkdtemp(SOCKET_FOLDER);
    await mkdir(folder, { recursive: true });
    await chmod(folder, 0o700);
    if (account !== undefined) await Promise.all([folder, socketFolder].map((path) => chown(path, account.uid, account.gid)));
    const server = new EmbeddedPostgres(folder, binaries, account, socketFolder, onLog);
    const left = await lastSocketFolder(folder);
    await server.stopOrphan();
    // Killed, a server leaves the folder of its socket behind.
    if (left?.startsWith(SOCKET_FOLDER)) await rm(left, { recursive: true, force: true });
    await server.initialise();
    return server;
  }

  /** Connection string of the server, the same after every restart. */
  get url(): string {
    return databaseUrl(this.socketFolder);
  }

  get pid(): number | undefined {
    return this.server?.pid;
  }

  /** Starts the server and resolves when it takes connections. `onExit` is called when it ends, asked or not. */
  async start(onExit: () => void): Promise<void> {
    await this.stopOrphan();
    const server = this.run('postgres', serverSettings(this.socketFolder));
    this.server = server;
    server.once('exit', onExit);
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(this.failure('did not start within a minute')), START_MS);
      const ready = (chunk: Buffer): void => {
        if (!READY.test(chunk.toString())) return;
        clearTimeout(timer);
        resolve();
      };
      server.stderr?.on('data', ready);
      server.once('exit', (code) => reject(this.failure(`ended with code ${code} while starting`)));
      server.once('error', (cause) => reject(this.failure(cause.message)));
    });
  }

  /** A fast shutdown: running statements are cancelled, everything committed is kept. */
  async stop(): Promise<void> {
    const { server } = this;
    if (server?.pid !== undefined && server.exitCode === null && server.signalCode === null) {
      process.kill(server.pid, 'SIGINT');
      if (!(await gone(server.pid, STOP_MS))) process.kill(server.pid, 'SIGQUIT');
    }
    await rm(this.socketFolder, { recursive: true, force: true });
  }

  private async stopOrphan(): Promise<void> {
    const pid = await livingPostmaster(this.cluster);
    if (pid === undefined) return;
    this.onLog(`stopping the PostgreSQL server ${pid} that an earlier start left behind`);
    process.kill(pid, 'SIGINT');
    if (await gone(pid, STOP_MS)) return;
    throw this.failure(`of an earlier start (pid ${pid}) does not stop`);
  }

  /** In a draft that takes its place only when it is whole: `kill -9` in the middle must not leave half a cluster. */
  private async initialise(): Promise<void> {
    if ((await readdir(this.cluster)).includes('PG_VERSION')) return;
    const draft = `${this.cluster}.draft`;
    await rm(draft, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    await mkdir(draft, { mode: 0o700 });
    if (this.account !== undefined) await chown(draft, this.account.uid, this.account.gid);
    const initdb = this.run('initdb', ['--auth=trust', `--username=${USER}`, '--encoding=UTF8', '--locale=C'], draft);
    let complaint = '';
    initdb.stderr?.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    const code = await new Promise((resolve, reject) => initdb.once('exit', resolve).once('error', reject));
    if (code !== 0) throw this.failure(`could not make its files in DATA_DIR: ${complaint.split('\n').find((line) => line.includes('error')) ?? `initdb ended with ${String(code)}`}`);
    await rename(draft, this.cluster);
  }

  /**
   * Runs a server program in its own process group, so that Ctrl-C on the service does not reach it. As another user it
   * may not be able to walk to the cluster (a home of mode 0700), so it gets the opened folder itself.
   */
  private run(program: string, args: readonly string[], folder = this.cluster): ChildProcess {
    const options: SpawnOptions = { detached: true, cwd: '/', env: { PATH: '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' }, ...this.account };
    const path = join(this.binaries, 'bin', program);
    if (this.account === undefined) {
      return this.logged(spawn(path, ['-D', folder, ...args], { ...options, stdio: ['ignore', 'ignore', 'pipe'] }));
    }
    const opened = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY);
    try {
      return this.logged(spawn(path, ['-D', '/proc/self/fd/3', ...args], { ...options, stdio: ['ignore', 'ignore', 'pipe', opened] }));
    } finally {
      closeSync(opened);
    }
  }

  private logged(child: ChildProcess): ChildProcess {
    child.stderr?.on('data', (chunk: Buffer) => chunk.toString().split('\n').filter(Boolean).forEach(this.onLog));
    return child;
  }

  private failure(what: string): AppError {
    return new AppError('embedded_postgres_failed', 'unavailable', `the embedded PostgreSQL ${what}`);
  }
}
