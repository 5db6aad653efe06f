import type { Statement } from '#platform/database';

export const FIND_IDENTITIES: Statement = {
  name: 'identity_find',
  text: `SELECT encode(blind_index, 'hex'), id FROM identity WHERE blind_index = ANY($1::bytea[])`,
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
  text: 'SELECT id, ciphertext FROM identity WHERE kind = 2 AND id = ANY($1::bigint[])',
};

export const KEEP_KEY_CHECK: Statement = {
  name: 'key_check_keep',
  text: `
    WITH kept AS (INSERT INTO key_check (key_id, blind_index) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING blind_index)
    SELECT blind_index = $2 FROM kept UNION ALL SELECT blind_index = $2 FROM key_check WHERE key_id = $1`,
};
