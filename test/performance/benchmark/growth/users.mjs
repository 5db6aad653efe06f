import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Keyring } from '#privacy';
import { STRIDE } from './multiply.mjs';

const USER = 1;
const KEY_ID = 1;
const ROWS = 5000;

export const secretOf = (dataDir, name) => readFileSync(join(dataDir, 'secrets', name), 'utf8').trim();

export const nameOfCopy = (name, copy) => (copy === 0 ? name : `${name}-${copy}`);

/** Registers the users of every copy by names of their own, and gives the names of all. */
export async function multiplyUsers(client, keyring, copies) {
  const { rows } = await client.query('SELECT id, ciphertext FROM identity WHERE kind = $1 ORDER BY id', [USER]);
  const known = rows.map(({ id, ciphertext }) => ({ id, name: keyring.open('user', ciphertext) }));
  const added = known.flatMap(({ id, name }) => Array.from({ length: copies - 1 }, (_, at) => ({ id: id + (at + 1) * STRIDE, name: nameOfCopy(name, at + 1) })));
  for (let at = 0; at < added.length; at += ROWS) {
    const part = added.slice(at, at + ROWS);
    await client.query(
      `INSERT INTO identity (id, kind, key_id, blind_index, ciphertext) OVERRIDING SYSTEM VALUE
       SELECT id, ${USER}, ${KEY_ID}, blind_index, ciphertext FROM unnest($1::bigint[], $2::bytea[], $3::bytea[]) AS t(id, blind_index, ciphertext)`,
      [part.map(({ id }) => id), part.map(({ name }) => keyring.blindIndex('user', name)), part.map(({ name }) => keyring.seal('user', name))],
    );
  }
  await client.query(`SELECT setval(pg_get_serial_sequence('identity', 'id'), (SELECT max(id) FROM identity)), setval(pg_get_serial_sequence('recommendation_decision', 'decision_id'), greatest(1, (SELECT max(decision_id) FROM recommendation_decision)))`);
  return [...known, ...added].map(({ name }) => name);
}

export const keyringOf = (dataDir) => new Keyring(secretOf(dataDir, 'data-encryption-key'));
