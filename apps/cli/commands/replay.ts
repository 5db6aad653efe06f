import { parseArgs } from 'node:util';
import { CallersProjection, DisputesProjection, HintsProjection, ReportsProjection, ReputationProjection, WhitelistProjection } from '#callers';
import { Clock } from '#kernel';
import { loadConfig, loadSecrets } from '#platform/config';
import { Keyring } from '#privacy';
import { PreferencesProjection, SeriesProjection } from '#profiles';
import { replayLog } from '#realtime';
import { databaseUrl } from '../database-url.js';

class SystemClock extends Clock {
  now(): number {
    return Date.now();
  }
}

/** `--verify`: compares what a replay gives with the live state and changes nothing; without it the rebuilt state takes its place. */
export async function replayCommand(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...args], options: { verify: { type: 'boolean', default: false } }, strict: true });
  const { env } = loadConfig();
  const keyring = new Keyring(loadSecrets(env).dataEncryptionKey);
  const differences = await replayLog({
    url: await databaseUrl(env),
    projections: [
      new CallersProjection(keyring), new ReputationProjection(keyring), new ReportsProjection(keyring), new HintsProjection(keyring, env.DEFAULT_REGION), new SeriesProjection(), new PreferencesProjection(keyring),
      new WhitelistProjection(keyring), new DisputesProjection(keyring),
    ],
    clock: new SystemClock(),
    mode: values.verify ? 'verify' : 'rebuild',
    progress: (events) => process.stderr.isTTY && process.stderr.write(`\r${events} events folded`),
  });
  for (const { table, rows, differing } of differences) process.stdout.write(`${table}: ${rows} rows, ${differing} differ\n`);
  if (!values.verify) process.stdout.write('the rebuilt state is live\n');
  else if (differences.some(({ differing }) => differing > 0)) process.exitCode = 1;
}
