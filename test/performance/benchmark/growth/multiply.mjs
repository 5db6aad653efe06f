import { weeksAround } from '#realtime/core';

/**
 * Ids of copy k are those of the template and k times this: of the same partition (id modulo 16), and below 2^30, which is as far as the
 * fold of quarter hours goes. What is folded of a copy is what is folded of the template but for the ids in it. One thing is not: the 64
 * cells in which reputation counts users and numbers go by a hash of the id, and stay those of the template.
 */
export const STRIDE = 2 ** 24;
/** A batch of calls is received this long after the call. */
const RECEIVED_AFTER_MS = 50;
const WEEK_MS = 7 * 86_400_000;

const IDS = new Set(['id', 'user_id', 'caller_id', 'subject_id', 'decision_id']);

/** Tables that hold rows of a user or a number, beside the log: folded (some of them with sketches), and filled at intake or by jobs. */
export const TABLES = {
  folded: ['caller', 'caller_user', 'newcomer_caller', 'newcomer_caller_user', 'reputation', 'block_reputation', 'caller_report', 'caller_hint', 'user_quarter', 'user_preference', 'whitelist_change', 'user_anomaly_choice'],
  others: ['known_user', 'caller_score', 'recommendation', 'recommendation_list', 'recommendation_decision', 'recommendation_shown'],
  sketched: ['reputation', 'block_reputation'],
};

/** What jobs read the log by: as if they had read all of it. */
const READERS = ['analytics_rollup', 'platform_rollup', 'campaign_watch'];

function copied({ name, type }) {
  if (type === 'bigint' && IDS.has(name)) return `CASE WHEN ${name} > 0 THEN ${name} + k * ${STRIDE} ELSE ${name} END`;
  if (type === 'uuid') return copiedUuid(name);
  if (type === 'bytea' && (name === 'key' || name === 'blind_index' || name.startsWith('range_'))) {
    return `CASE WHEN k = 0 OR ${name} = '' THEN ${name} ELSE substr(sha256(${name} || int8send(k)), 1, 16) END`;
  }
  return name;
}

// Which of two words of one moment counts is told by the order of their ids. Within a copy the third group is the same in all of them, so
// those that differ before it, as random ones do, or after it, as the simulation's do, keep their order.
const copiedUuid = (name) => `CASE WHEN k = 0 THEN ${name} ELSE overlay(${name}::text PLACING lpad(to_hex(k), 4, '0') FROM 15)::uuid END`;

async function columnsOf(client, table) {
  const { rows } = await client.query(
    `SELECT attname AS name, format_type(atttypid, NULL) AS type FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`, [table],
  );
  return rows;
}

/** Adds copies 1 … copies − 1 of a table's rows, in the order in which the template's came, as traffic of all at once would. */
async function multiplyTable(client, table, copies, where = 'true') {
  const columns = await columnsOf(client, table);
  // The series hangs on the row, here and below, so that the planner has to go row by row.
  await client.query(`
    INSERT INTO ${table} (${columns.map(({ name }) => name).join(', ')}) OVERRIDING SYSTEM VALUE
    SELECT ${columns.map(copied).join(', ')}
    FROM (SELECT *, row_number() OVER () AS nth FROM (SELECT * FROM ${table} WHERE ${where} ORDER BY ctid) AS rows) AS t
    CROSS JOIN LATERAL generate_series(1 + least(0, nth), ${copies - 1}) AS k`);
}

/** Everything but the log and users' names: identities of numbers, and what was folded and derived. */
export async function multiplyState(client, copies) {
  await multiplyTable(client, 'identity', copies, 'kind = 2');
  for (const table of [...TABLES.folded, ...TABLES.others]) await multiplyTable(client, table, copies);
  // The copies were written after the batch that judged their template: as if it had begun just now, since nothing has come since.
  await client.query('UPDATE caller_scoring SET began_xid = pg_current_xact_id() WHERE began_xid IS NOT NULL');
}

async function ensureWeeks(client) {
  const { rows: [{ first, last }] } = await client.query('SELECT min(occurred_ms) AS first, max(occurred_ms) AS last FROM event');
  const weeks = new Map();
  for (let atMs = Number(first); atMs <= Number(last) + WEEK_MS; atMs += WEEK_MS) for (const week of weeksAround(atMs)) weeks.set(week.name, week);
  for (const { name, startMs, endMs } of weeks.values()) {
    await client.query(`CREATE TABLE IF NOT EXISTS event_${name} PARTITION OF event FOR VALUES FROM (${startMs}) TO (${endMs})`);
  }
}

/**
 * Writes the log anew: the template's events and their copies in the order in which they happened, received as they happened. The fold
 * is held meanwhile, and stands at the end of it afterwards: its state comes from `multiplyState`.
 */
export async function multiplyLog(client, copies) {
  const columns = await columnsOf(client, 'event');
  const place = { position: `(nth - 1) * ${copies} + k + 1`, received_ms: `occurred_ms + ${RECEIVED_AFTER_MS}` };
  await client.query('BEGIN');
  await client.query('SELECT 1 FROM fold_position ORDER BY partition FOR UPDATE');
  await client.query('CREATE TEMP TABLE template ON COMMIT DROP AS SELECT *, row_number() OVER (ORDER BY occurred_ms, position) AS nth FROM event');
  await ensureWeeks(client);
  await client.query('TRUNCATE event, event_id');
  await client.query(`
    INSERT INTO event (${columns.map(({ name }) => name).join(', ')})
    SELECT ${columns.map((column) => place[column.name] ?? copied(column)).join(', ')}
    FROM (SELECT * FROM template ORDER BY nth) AS t CROSS JOIN LATERAL generate_series(least(0, t.nth), ${copies - 1}) AS k`);
  await client.query('INSERT INTO event_id SELECT event_id FROM event ORDER BY event_id');
  await client.query('UPDATE log_head SET (position, received_ms) = (SELECT max(position), max(received_ms) FROM event)');
  for (const reader of ['fold_position', ...READERS]) await standAtTheEnd(client, reader);
  await client.query('COMMIT');
}

/** A reader that has read nothing yet has no row. */
async function standAtTheEnd(client, reader) {
  const names = (await columnsOf(client, reader)).map(({ name }) => name);
  const moved = ['position', 'received_ms'].filter((name) => names.includes(name));
  await client.query(`UPDATE ${reader} SET ${moved.map((name) => `${name} = log_head.${name}`).join(', ')} FROM log_head`);
}
