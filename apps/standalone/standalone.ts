import { loadConfig, loadSecrets, type Config } from '#platform/config';
import { migrate } from '#platform/database';
import { onStopSignal } from '#platform/http';
import { MIGRATIONS } from '../cli/migrations.js';
import { dataFolder } from './data-folder.js';
import { assertPortFree } from './free-port.js';
import { lockInstance } from './instance-lock.js';
import { OwnDatabase } from './own-database.js';
import { Supervised } from './supervised.js';
import { welcome } from './welcome.js';

const say = (line: string): void => void process.stderr.write(`profile-analytics: ${line}\n`);

function quietly(line: string): void {
  if (/\b(FATAL|PANIC)\b/.test(line) && !/terminating connection|the database system is/.test(line)) say(`database: ${line.slice(0, 300)}`);
}

/** What the children run with: our own environment, the database's address, and where things are, in full. */
function childEnvironment(config: Config, dataDir: string, databaseUrl: string): NodeJS.ProcessEnv {
  return { ...config.source, DATA_DIR: dataDir, DATABASE_URL: databaseUrl };
}

interface RunningDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** Yours where DATABASE_URL names one, else one of our own. */
async function openDatabase({ env }: Config, dataDir: string): Promise<RunningDatabase> {
  if (env.DATABASE_URL === undefined) return OwnDatabase.start(dataDir, say, quietly);
  return { url: env.DATABASE_URL, stop: () => Promise.resolve() };
}

/** The whole service on one machine: database, migrations, API and worker, stopped in the reverse order. */
export async function standalone(): Promise<void> {
  const startedAt = performance.now();
  const config = loadConfig();
  const dataDir = await dataFolder(config.env.DATA_DIR);
  await lockInstance(dataDir);
  loadSecrets({ ...config.env, DATA_DIR: dataDir });
  await assertPortFree(config.env.PORT, config.env.HOST);

  const stops: (() => Promise<void>)[] = [];
  let stopped: Promise<void> | undefined;
  const stop = (code: number): void => {
    stopped ??= (async () => {
      for (const each of stops.reverse()) await each();
    })();
    void stopped.then(() => process.exit(code));
  };
  onStopSignal(() => stop(0));

  const database = await openDatabase(config, dataDir);
  stops.push(() => database.stop());
  try {
    await migrate(database.url, MIGRATIONS);
  } catch (error) {
    await database.stop();
    throw error;
  }
  const env = childEnvironment(config, dataDir, database.url);
  const parts = ['worker', 'api'].map((name) => new Supervised({ name, entry: new URL(`../${name}/main.js`, import.meta.url), env, say, gaveUp: stop }));
  parts.forEach((part) => stops.push(() => part.stop()));
  await Promise.all(parts.map((part) => part.start()));
  welcome(config.env, performance.now() - startedAt);
}
