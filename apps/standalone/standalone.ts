import { loadConfig, loadSecrets, type Config } from '#platform/config';
import { onStopSignal } from '#platform/process';
import { dataFolder } from './data-folder.js';
import { assertPortFree } from './free-port.js';
import { lockInstance } from './instance-lock.js';
import { OwnDatabase } from './own-database.js';
import { ShutDown } from './shut-down.js';
import { Supervised } from './supervised.js';
import { welcome } from './welcome.js';

const say = (line: string): void => void process.stderr.write(`profile-analytics: ${line}\n`);

/** Lines that a database may say on its way up and down without anything being wrong. */
const USUAL = /terminating connection|the database system is|lock file .* already exists|pre-existing shared memory/;
let lastComplaint = '';

/** What its users must know of the database's log, each complaint once in a row. */
function quietly(line: string): void {
  const complaint = /\b(?:FATAL|PANIC):.*/.exec(line)?.[0].slice(0, 300);
  if (complaint === undefined || complaint === lastComplaint || USUAL.test(complaint)) return;
  lastComplaint = complaint;
  say(`database: ${complaint}`);
}

/** Starts the embedded server, or takes the one that DATABASE_URL names. Returns its address. */
async function startDatabase(config: Config, dataDir: string, shutDown: ShutDown): Promise<string> {
  if (config.env.DATABASE_URL !== undefined) return config.env.DATABASE_URL;
  // A server that is stopped while it starts complains of that.
  const preparing = OwnDatabase.prepare(dataDir, say, (line) => void (shutDown.begun || quietly(line)));
  shutDown.add(async () => {
    const database = await preparing.catch(() => undefined);
    await database?.stop();
  });
  const database = await preparing;
  shutDown.mayGoOn();
  await database.start();
  return database.url;
}

/** Starts database, schema, worker and API, in this order; `shutDown` undoes what has been started at any moment. */
async function startAll(config: Config, dataDir: string, shutDown: ShutDown): Promise<void> {
  // Most of what this process loads, and only here: a start that is refused needs none of it, and the database starts meanwhile.
  const loading = import('./prepare-schema.js');
  const databaseUrl = await startDatabase(config, dataDir, shutDown);
  const migrating = loading.then(({ prepareSchema }) => prepareSchema(databaseUrl));
  // A migration is not cut off in its middle.
  shutDown.add(() => migrating.catch(() => undefined));
  await migrating;
  shutDown.mayGoOn();
  // What the children run with: our own environment, the database's address, and where things are, in full.
  const env = { ...config.source, DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
  const gaveUp = (code: number): void => void shutDown.run().then(() => process.exit(code));
  const parts = ['worker', 'api'].map((name) => new Supervised({ name, entry: new URL(`../${name}/main.js`, import.meta.url), env, say, gaveUp }));
  parts.forEach((part) => shutDown.add(() => part.stop()));
  await Promise.all(parts.map((part) => part.start()));
}

/** The whole service on one machine: database, migrations, API and worker, stopped in the reverse order. */
export async function standalone(): Promise<void> {
  const startedAt = performance.now();
  const config = loadConfig();
  const dataDir = await dataFolder(config.env.DATA_DIR);
  await lockInstance(dataDir);
  loadSecrets({ ...config.env, DATA_DIR: dataDir });
  await assertPortFree(config.env.PORT, config.env.HOST);

  const shutDown = new ShutDown();
  onStopSignal(() => void shutDown.run().then(() => process.exit(0)));
  try {
    await startAll(config, dataDir, shutDown);
  } catch (error) {
    // What fails while everything is being stopped fails because of it; the stop ends the process.
    if (shutDown.begun) return;
    await shutDown.run();
    throw error;
  }
  if (!shutDown.begun) welcome(config.env, performance.now() - startedAt);
}
