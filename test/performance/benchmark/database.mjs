import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runningUrl } from '#platform/embedded-postgres';
import { nowMs } from './clock.mjs';

const INT8 = 20;
const FOLD_POLL_MS = 10;
const FOLD_PATIENCE_MS = 180_000;

const types = { getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)) };

// In this form the planner has to walk the index from each partition's position, also while it knows nothing of the tables.
const FOLDED = {
  name: 'benchmark_folded',
  text: `
    SELECT count(ahead) = 0 AS folded FROM (
      SELECT (SELECT e.position FROM event AS e WHERE e.partition = p.partition AND e.position > p.position AND e.received_ms >= p.received_ms
        ORDER BY e.position LIMIT 1) AS ahead
      FROM fold_position AS p) AS partitions`,
};

/** A connection to the running service's own database, past the service. */
export async function connect(dataDir) {
  const connectionString = await runningUrl(join(dataDir, 'postgres'));
  const client = new pg.Client({ connectionString, types, application_name: 'benchmark', options: '-c search_path=profile_analytics' });
  // It is told when the service stops its database; whoever waits for an answer hears of it as well.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The first row of a query without parameters. */
export async function firstRow(client, text) {
  return (await client.query(text)).rows[0];
}

/** Resolves when no event is left to fold, with the time at which that was seen. */
export async function untilFolded(client) {
  const deadlineMs = nowMs() + FOLD_PATIENCE_MS;
  for (;;) {
    const { rows } = await client.query(FOLDED);
    const seenMs = nowMs();
    if (rows[0].folded) return seenMs;
    if (seenMs > deadlineMs) throw new Error(`events are still not folded ${FOLD_PATIENCE_MS} ms after the last was sent`);
    await sleep(FOLD_POLL_MS);
  }
}
