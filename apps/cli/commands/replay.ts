import { parseArgs } from 'node:util';
import { CallersProjection, DisputesProjection, HintsProjection, NewcomersProjection, ReportsProjection, ReputationProjection, WhitelistProjection } from '#callers';
import { Clock } from '#kernel';
import { loadConfig, loadSecrets } from '#platform/config';
import { PgDatabase, SCHEMA } from '#platform/database';
import { FillRanges, Keyring } from '#privacy';
import { AnomalyChoicesProjection, PreferencesProjection, SecurityProjection, SeriesProjection } from '#profiles';
import { replayLog } from '#realtime';
import { MetricsProjection } from '#trends';
import { databaseUrl } from '../database-url.js';

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** Blocks are folded by what numbers are known to be in: first those that were registered before there were blocks of 10,000. */
async function giveRanges(url: string, keyring: Keyring): Promise<void> {
  const database = new PgDatabase(url, SCHEMA, 1);
  try {
    await new FillRanges(database, keyring, 1).execute();
  } finally {
    await database.close();
  }
}

/** `--verify`: compares what a replay gives with the live state and changes nothing; without it the rebuilt state takes its place. */
export async function replayCommand(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { verify: { type: 'boolean', default: false } }, strict: true });
  const { env } = loadConfig();
  const keyring = new Keyring(loadSecrets(env).dataEncryptionKey);
  const url = await databaseUrl(env);
  if (!values.verify) await giveRanges(url, keyring);
  const differences = await replayLog({
    url,
    projections: [
      new CallersProjection(keyring), new NewcomersProjection(keyring), new ReputationProjection(keyring), new ReportsProjection(keyring), new HintsProjection(keyring, env.DEFAULT_REGION), new SeriesProjection(), new PreferencesProjection(keyring),
      new WhitelistProjection(keyring), new DisputesProjection(keyring), new AnomalyChoicesProjection(keyring), new SecurityProjection(keyring), new MetricsProjection(keyring),
    ],
    clock: new SystemClock(),
    mode: values.verify ? 'verify' : 'rebuild',
    progress: (events) => process.stderr.isTTY && process.stderr.write(`\r${events} events folded`),
  });
  for (const { table, rows, differing } of differences) process.stdout.write(`${table}: ${rows} rows, ${differing} differ\n`);
  if (!values.verify) process.stdout.write('the rebuilt state is live\n');
  else if (differences.some(({ differing }) => differing > 0)) process.exitCode = 1;
}
