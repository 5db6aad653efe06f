import { chmodSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PgDatabase } from '#platform/database';
import { EmbeddedPostgres, runningUrl } from '#platform/embedded-postgres';
import { serverSettings } from '../../libs/platform/src/embedded-postgres/settings.js';

let folder: string;
let data: string;
const log: string[] = [];
const servers: EmbeddedPostgres[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pas-embedded-'));
  // The server may have to run as another user, which walks through nothing above.
  chmodSync(folder, 0o700);
  data = join(folder, 'postgres');
  log.length = 0;
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function prepare(): Promise<EmbeddedPostgres> {
  const server = await EmbeddedPostgres.prepare(data, (line) => log.push(line));
  servers.push(server);
  return server;
}

async function ask(url: string, text: string): Promise<unknown> {
  const database = new PgDatabase(url, 'public', 1);
  try {
    return (await database.rows({ name: '', text }))[0]?.[0];
  } finally {
    await database.close();
  }
}

const socketFolder = (url: string): string => decodeURIComponent(new URL(url.replace('postgresql:', 'http:').replace('service@', 'x/')).pathname.split('/')[1] ?? '');

describe('the embedded PostgreSQL', () => {
  it('keeps what it was told, over a stop, over kill -9, and lets nobody else at it', async () => {
    const first = await prepare();
    let exits = 0;
    await first.start(() => exits++);
    expect(await ask(first.url, 'SHOW server_encoding')).toBe('UTF8');
    expect([await ask(first.url, 'SHOW listen_addresses'), await ask(first.url, 'SHOW fsync'), await ask(first.url, 'SHOW synchronous_commit'), await ask(first.url, 'SHOW full_page_writes')]).toEqual(['', 'on', 'on', 'on']);
    expect([statSync(data).mode & 0o777, statSync(socketFolder(first.url)).mode & 0o777]).toEqual([0o700, 0o700]);
    await ask(first.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    expect(await runningUrl(data)).toBe(first.url);
    await first.stop();
    expect([exits, await runningUrl(data), existsSync(socketFolder(first.url))]).toEqual([1, undefined, false]);

    const second = await prepare();
    const killed = new Promise<void>((resolve) => void second.start(resolve).then(async () => {
      await ask(second.url, 'INSERT INTO kept VALUES (2)');
      process.kill(second.pid as number, 'SIGKILL');
    }));
    await killed;

    const third = await prepare();
    await third.start(() => undefined);
    expect(await ask(third.url, 'SELECT array_agg(n ORDER BY n)::text FROM kept')).toBe('{1,2}');
    expect(existsSync(socketFolder(second.url))).toBe(false);
  });

  it('stops a server that outlived its service before it begins', async () => {
    const orphan = await prepare();
    await orphan.start(() => undefined);
    await ask(orphan.url, 'CREATE TABLE kept AS SELECT 1 AS n');
    const next = await prepare();
    expect(log.join('\n')).toContain(`stopping the PostgreSQL server ${orphan.pid}`);
    await next.start(() => undefined);
    expect(await ask(next.url, 'SELECT n FROM kept')).toBe(1);
    expect(next.pid).not.toBe(orphan.pid);
  });

  it('takes no process for its own that only has the number of a dead one', async () => {
    const server = await prepare();
    writeFileSync(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n`);
    expect(await runningUrl(data)).toBeUndefined();
    await server.start(() => undefined);
    expect(await ask(server.url, 'SELECT 1')).toBe(1);
  });

  it.each([[512, 64], [8192, 682], [1_048_576, 2048]])('shares memory by the size of the machine: of %i MiB, %i', (machineMib, sharedMib) => {
    expect(serverSettings('/s', machineMib * 1_048_576)).toContain(`shared_buffers=${sharedMib}MB`);
  });
});
