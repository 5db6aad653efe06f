import type { Statement } from '#platform/database';

// Looked up one by one, here and below: a plan made while the table was small, which knows no number of keys, would read all of it for ever.
export const FIND_IDENTITIES: Statement = {
  name: 'identity_find',
  text: `
    SELECT encode(t.blind_index, 'hex'), i.id FROM unnest($1::bytea[]) AS t(blind_index)
    CROSS JOIN LATERAL (SELECT id FROM identity WHERE blind_index = t.blind_index LIMIT 1) AS i`,
};

// Sorted, so that two processes registering the same numbers take their locks in the same order.
export const ADD_IDENTITIES: Statement = {
  name: 'identity_add',
  text: `
    INSERT INTO identity (kind, key_id, blind_index, range_10, range_100, range_1000, range_10000, ciphertext)
    SELECT $1::smallint, $2::smallint, t.* FROM unnest($3::bytea[], $4::bytea[], $5::bytea[], $6::bytea[], $7::bytea[], $8::bytea[])
      AS t(blind_index, range_10, range_100, range_1000, range_10000, ciphertext)
    ORDER BY t.blind_index
    ON CONFLICT (blind_index) DO NOTHING
    RETURNING encode(blind_index, 'hex'), id`,
};

export const REVEAL_PHONES: Statement = {
  name: 'identity_reveal_phones',
  text: `
    SELECT t.id, i.ciphertext FROM unnest($1::bigint[]) AS t(id)
    CROSS JOIN LATERAL (SELECT ciphertext FROM identity WHERE id = t.id AND kind = 2 LIMIT 1) AS i`,
};

export const REVEAL_USERS: Statement = {
  name: 'identity_reveal_users',
  text: `
    SELECT t.id, i.ciphertext FROM unnest($1::bigint[]) AS t(id)
    CROSS JOIN LATERAL (SELECT ciphertext FROM identity WHERE id = t.id AND kind = 1 LIMIT 1) AS i`,
};

export const KEEP_KEY_CHECK: Statement = {
  name: 'key_check_keep',
  text: `
    WITH kept AS (INSERT INTO key_check (key_id, blind_index) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING blind_index)
    SELECT blind_index = $2 FROM kept UNION ALL SELECT blind_index = $2 FROM key_check WHERE key_id = $1`,
};
