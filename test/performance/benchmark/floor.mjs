import { setTimeout as sleep } from 'node:timers/promises';
import { nowMs } from './clock.mjs';
import { copyIn } from './copy-in.mjs';
import { firstRow } from './database.mjs';
import { median } from './quantiles.mjs';

const TABLE = 'benchmark_floor.event';
const MOST_ROWS = 200_000;
const BATCHES_PER_SECOND = 200;
const SETTLE_MS = 1000;

const asText = { getTypeParser: () => (value) => value };
const column = (value) => (value === null ? '\\N' : value.replaceAll('\\', '\\\\'));

/** Events as the service stored them, each an array of texts that begins with its position. */
async function storedRows(client) {
  const { rows, fields } = await client.query({ text: `SELECT * FROM event ORDER BY position LIMIT ${MOST_ROWS}`, rowMode: 'array', types: asText });
  if (fields[0]?.name !== 'position') throw new Error('the first column of the event table is not its position any more');
  return rows.map(([position, ...rest]) => [Number(position), rest.map(column).join('\t')]);
}

/** Batches of COPY text. Where the stored events are used up they come again behind the last, at later positions. */
function batchesOf(rows, { batch, count }) {
  const span = rows.at(-1)[0] - rows[0][0] + 1;
  const line = (index) => {
    const [position, rest] = rows[index % rows.length];
    return `${position + span * Math.floor(index / rows.length)}\t${rest}\n`;
  };
  return Array.from({ length: count }, (_, which) => Buffer.from(Array.from({ length: batch }, (_row, index) => line(which * batch + index)).join('')));
}

async function copyRate(client, batches, seconds) {
  await client.query(`TRUNCATE ${TABLE}`);
  const startedMs = nowMs();
  let rows = 0;
  for (const batch of batches) {
    await copyIn(client, TABLE, batch.text);
    rows += batch.rows;
    if (nowMs() - startedMs > seconds * 1000) break;
  }
  return rows / ((nowMs() - startedMs) / 1000);
}

/**
 * How fast this machine takes events into a table at all: text COPY over one connection into a logged copy of the
 * event table with its indexes, no dedupe, no folding, the service idle. Median of the repetitions, each on an empty table.
 */
export async function measureFloor({ database }, { repetitions, seconds, batch }) {
  const texts = batchesOf(await storedRows(database), { batch, count: Math.max(10, Math.ceil(seconds * BATCHES_PER_SECOND)) });
  const batches = texts.map((text) => ({ text, rows: batch }));
  await database.query('CREATE SCHEMA benchmark_floor');
  try {
    await database.query(`CREATE TABLE ${TABLE} (LIKE profile_analytics.event INCLUDING ALL)`);
    const { persistence, indexes } = await firstRow(database, `
      SELECT relpersistence AS persistence, (SELECT count(*) FROM pg_index WHERE indrelid = c.oid) AS indexes FROM pg_class AS c WHERE oid = '${TABLE}'::regclass`);
    const rates = [];
    for (let repetition = 0; repetition < repetitions; repetition++) rates.push(await copyRate(database, batches, seconds));
    return { floorRowsPerSecond: median(rates), rates: rates.map(Math.round), logged: persistence === 'p', indexes };
  } finally {
    await database.query('DROP SCHEMA benchmark_floor CASCADE');
    await sleep(SETTLE_MS);
  }
}
