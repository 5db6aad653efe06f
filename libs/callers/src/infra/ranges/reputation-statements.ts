import type { Statement } from '#platform/database';
import { FORTNIGHTS_READ } from '../../core/index.js';

/** Own key, four blocks, newcomers. */
export const NEWCOMERS_PLACE = 5;

const SUMS = ['heat_bad', 'heat_good', 'evidence_bad', 'evidence_good'] as const;
const CELLS = ['users_low', 'users_high', 'numbers_low', 'numbers_high'] as const;
const COLUMNS = [...SUMS, ...CELLS].join(', ');

/** Looked up one by one: the planner, which knows no number of ids, would rather read the whole table. */
const identityOf = (id: string): string => `LEFT JOIN LATERAL (SELECT range_10, range_100, range_1000, range_10000 FROM identity WHERE id = ${id} LIMIT 1) AS i ON true`;

/** A number's own key, those of its blocks, narrowest first, and the one under which newcomers' calls of it are kept apart. */
const keysOf = (id: string): string => `(VALUES (0, int8send(${id})), (1, i.range_10), (2, i.range_100), (3, i.range_1000), (4, i.range_10000), (${NEWCOMERS_PLACE}, int8send(-${id}))) AS k(place, key)`;

// Of numbers too short for a block its key is null, or empty.
const HAS_KEY = `k.key <> ''`;

// Sorted, so that processors meeting the same blocks take their locks in the same order.
export const ADD_REPUTATION: Statement = {
  name: 'reputation_add',
  text: `
    INSERT INTO reputation AS r (key, fortnight, ${COLUMNS})
    SELECT k.key, t.fortnight, ${SUMS.map((sum) => `sum(t.${sum})::bigint`).join(', ')}, ${CELLS.map((cell) => `bit_or(t.${cell})`).join(', ')}
    FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::smallint[])
      AS t(caller_id, fortnight, ${COLUMNS}, first_place)
    ${identityOf('t.caller_id')}
    CROSS JOIN LATERAL ${keysOf('t.caller_id')}
    WHERE ${HAS_KEY} AND k.place BETWEEN t.first_place AND t.first_place + ${NEWCOMERS_PLACE - 1}
    GROUP BY k.key, t.fortnight ORDER BY k.key, t.fortnight
    ON CONFLICT (key, fortnight) DO UPDATE SET
      ${SUMS.map((sum) => `${sum} = r.${sum} + excluded.${sum}`).join(', ')}, ${CELLS.map((cell) => `${cell} = r.${cell} | excluded.${cell}`).join(', ')}`,
};

// What was taken back leaves no row: had the later word come first, there would be none. The rows are locked already.
export const DROP_EMPTY: Statement = {
  name: 'reputation_drop_empty',
  text: `
    DELETE FROM reputation AS r
    USING unnest($1::bigint[], $2::smallint[]) AS t(caller_id, fortnight)
    ${identityOf('t.caller_id')}
    CROSS JOIN LATERAL ${keysOf('t.caller_id')}
    WHERE ${HAS_KEY} AND r.key = k.key AND r.fortnight = t.fortnight
      AND (r.heat_bad, r.heat_good, r.users_low, r.users_high) = (0, 0, 0, 0)`,
};

/** What was said of these numbers by these users. */
export const WORDS: Statement = {
  name: 'reputation_words',
  text: `
    SELECT t.caller_id, t.user_id, r.label, r.reported_ms, r.event_id
    FROM unnest($1::bigint[], $2::bigint[]) AS t(caller_id, user_id)
    CROSS JOIN LATERAL (SELECT label, reported_ms, event_id FROM caller_report WHERE caller_id = t.caller_id AND user_id = t.user_id LIMIT 1) AS r`,
};

/** How many calls there were between these numbers and users, those of newcomers left out. */
export const MET: Statement = {
  name: 'reputation_met',
  text: `
    SELECT t.caller_id, t.user_id, u.made + u.taken - coalesce((SELECT made + taken FROM newcomer_caller_user WHERE caller_id = t.caller_id AND user_id = t.user_id), 0)
    FROM unnest($1::bigint[], $2::bigint[]) AS t(caller_id, user_id)
    CROSS JOIN LATERAL (SELECT made, taken FROM caller_user WHERE caller_id = t.caller_id AND user_id = t.user_id LIMIT 1) AS u`,
};

const rowsOf = (key: string): string => `
  (SELECT json_agg(json_build_array(fortnight, ${COLUMNS})) FROM (SELECT * FROM reputation WHERE key = ${key} ORDER BY fortnight DESC LIMIT ${FORTNIGHTS_READ}) AS latest)`;

/** Every block once, with the numbers that are in it: those of a page often share some. */
export const REPUTATION_AROUND: Statement = {
  name: 'reputation_around',
  text: `
    SELECT b.holders, ${rowsOf('b.key')}
    FROM (
      SELECT k.key, json_agg(json_build_array(t.id, k.place)) AS holders
      FROM unnest($1::bigint[]) AS t(id) ${identityOf('t.id')} CROSS JOIN LATERAL ${keysOf('t.id')}
      WHERE ${HAS_KEY} GROUP BY k.key
    ) AS b`,
};

export const REPUTATION_ROWS: Statement = { name: 'reputation_rows', text: `SELECT encode(b.key, 'hex'), ${rowsOf('b.key')} FROM unnest($1::bytea[]) AS b(key)` };

export const BLOCK_MEMBERS: Statement = {
  name: 'reputation_members',
  text: `
    SELECT id, encode(range_10, 'hex'), encode(range_100, 'hex'), encode(range_1000, 'hex'), encode(range_10000, 'hex')
    FROM identity WHERE range_10000 = $1 LIMIT $2`,
};
