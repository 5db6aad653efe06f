import { join } from 'node:path';
import pg from 'pg';
import { runningUrl } from '#platform/embedded-postgres';

const TABLES = `
  SELECT c.oid::regclass::text AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`;

/** The ways in which a text could hold a phone number: with or without its country code, or as the bytes of either. */
export function formsOf(number) {
  const national = number.replace(/^\+86/, '');
  return [national, Buffer.from(national).toString('hex'), Buffer.from(number).toString('base64').slice(0, 12)];
}

/** Every row of every table of the service's database as text, by table. */
export async function everyRow({ dataDir }) {
  const client = new pg.Client({ connectionString: await runningUrl(join(dataDir, 'postgres')) });
  await client.connect();
  try {
    const rows = new Map();
    for (const { name } of (await client.query(TABLES)).rows) {
      const { rows: texts } = await client.query(`SELECT t::text AS row FROM ${name} AS t`);
      rows.set(name, texts.map(({ row }) => row));
    }
    return rows;
  } finally {
    await client.end();
  }
}
