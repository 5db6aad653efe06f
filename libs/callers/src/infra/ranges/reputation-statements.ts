import type { Statement } from '#platform/database';
import { FORTNIGHTS_READ } from '../../core/index.js';

const SUMS = ['heat_bad', 'heat_good', 'evidence_bad', 'evidence_good'] as const;
const CELLS = ['users_low', 'users_high', 'numbers_low', 'numbers_high'] as const;
const MEMBERS = ['bad_numbers', 'good_numbers'] as const;
/** Of a number alone: the sign of it is its side in a block. */
const SIDE = 'call_heat';
const COLUMNS = [...SUMS, ...CELLS, SIDE].join(', ');
const BLOCK_COLUMNS = [...SUMS, ...CELLS, ...MEMBERS].join(', ');

/** Of a fuller block of 1,000 all in the number's own hundred speak for it, and of the rest those registered last: a millisecond of reading at most, and campaigns come with new numbers. */
const MEMBERS_READ = 300;

const add = (table: string, ...more: readonly string[]): string => [...[...SUMS, ...more].map((sum) => `${sum} = ${table}.${sum} + excluded.${sum}`), ...CELLS.map((cell) => `${cell} = ${table}.${cell} | excluded.${cell}`)].join(', ');
const summed = (table: string): string => [...SUMS.map((sum) => `sum(${table}.${sum})::bigint AS ${sum}`), ...CELLS.map((cell) => `bit_or(${table}.${cell}) AS ${cell}`)].join(', ');

/** Looked up one by one: the planner, which knows no number of ids, would rather read the whole table. */
export const identityOf = (id: string): string => `LEFT JOIN LATERAL (SELECT range_10, range_100, range_1000, range_10000 FROM identity WHERE id = ${id} LIMIT 1) AS i ON true`;

/** By how many numbers more are bad (1), or good (−1), than before. */
const sides = (which: 1 | -1): string => `sum((c.side = ${which})::integer - (c.side_before = ${which})::integer)`;

// Sorted, so that processors meeting the same numbers, and then the same blocks, take their locks in the same order. What stood in a row
// before is what stands there now without what was added: a number changes sides in its block as often as it does.
export const ADD_REPUTATION: Statement = {
  name: 'reputation_add',
  text: `
    WITH added AS MATERIALIZED (
      SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[], $10::integer[], $11::bigint[])
        AS t(caller_id, fortnight, ${COLUMNS})
    ), numbers AS (
      INSERT INTO reputation AS r (caller_id, fortnight, ${COLUMNS}) SELECT * FROM added ORDER BY caller_id, fortnight
      ON CONFLICT (caller_id, fortnight) DO UPDATE SET ${add('r', SIDE)}
      RETURNING caller_id, fortnight, ${SIDE}
    ), changed AS (
      SELECT a.*, sign(n.${SIDE}) AS side, sign(n.${SIDE} - a.${SIDE}) AS side_before
      FROM added AS a JOIN numbers AS n USING (caller_id, fortnight)
    )
    INSERT INTO block_reputation AS b (key, fortnight, ${BLOCK_COLUMNS})
    SELECT i.range_10000, c.fortnight, ${summed('c')}, ${sides(1)}, ${sides(-1)} FROM changed AS c ${identityOf('c.caller_id')}
    WHERE i.range_10000 <> '' GROUP BY i.range_10000, c.fortnight ORDER BY i.range_10000, c.fortnight
    ON CONFLICT (key, fortnight) DO UPDATE SET ${add('b', ...MEMBERS)}`,
};

const IS_EMPTY = (table: string): string => `(${table}.heat_bad, ${table}.heat_good, ${table}.users_low, ${table}.users_high) = (0, 0, 0, 0)`;

// What was taken back leaves no row: had the later word come first, there would be none. The rows are locked already.
export const DROP_EMPTY: Statement = {
  name: 'reputation_drop_empty',
  text: `
    WITH touched AS MATERIALIZED (SELECT t.*, i.range_10000 FROM unnest($1::bigint[], $2::smallint[]) AS t(caller_id, fortnight) ${identityOf('t.caller_id')}),
    numbers AS (DELETE FROM reputation AS r USING touched AS t WHERE r.caller_id = t.caller_id AND r.fortnight = t.fortnight AND ${IS_EMPTY('r')})
    DELETE FROM block_reputation AS b USING touched AS t WHERE b.key = t.range_10000 AND b.fortnight = t.fortnight AND ${IS_EMPTY('b')}`,
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

const latestOf = (id: string): string => `(SELECT * FROM reputation WHERE caller_id = ${id} ORDER BY fortnight DESC LIMIT ${FORTNIGHTS_READ})`;

/** A number's own rows. Beyond those that are read one by one all stand in one, at the earliest of their fortnights: hardly anything is left of them, but they were. */
export const ownOf = (id: string): string => `
  (SELECT json_agg(json_build_array(fortnight, ${COLUMNS})) FROM (
    SELECT min(o.fortnight) AS fortnight, ${summed('o')}, sum(o.${SIDE})::bigint AS ${SIDE}
    FROM (SELECT *, least(row_number() OVER (ORDER BY fortnight DESC), ${FORTNIGHTS_READ + 1}) AS place FROM reputation WHERE caller_id = ${id}) AS o GROUP BY place
  ) AS own)`;

/**
 * Rows of the numbers around, summed by the narrowest block that they share, of 10 (place 1), 100 or 1,000; and those of the whole block
 * of 10,000, which are kept summed (place 4). Null where there is no block.
 */
export const aroundOf = (keys: string): string => `
  CASE WHEN ${keys}.range_10000 <> '' THEN
    (SELECT coalesce(json_agg(json_build_array(place, fortnight, ${[...SUMS, ...CELLS, '0', ...MEMBERS].join(', ')})), '[]') FROM (
      SELECT m.place, r.fortnight, ${summed('r')},
        count(*) FILTER (WHERE r.${SIDE} > 0) AS bad_numbers, count(*) FILTER (WHERE r.${SIDE} < 0) AS good_numbers
      FROM (
        SELECT id, CASE WHEN range_10 = ${keys}.range_10 THEN 1 WHEN range_100 = ${keys}.range_100 THEN 2 ELSE 3 END AS place
        FROM identity WHERE range_1000 = ${keys}.range_1000 ORDER BY place, id DESC LIMIT ${MEMBERS_READ}
      ) AS m CROSS JOIN LATERAL ${latestOf('m.id')} AS r
      GROUP BY m.place, r.fortnight
      UNION ALL
      SELECT 4, fortnight, ${BLOCK_COLUMNS} FROM (SELECT * FROM block_reputation WHERE key = ${keys}.range_10000 ORDER BY fortnight DESC LIMIT ${FORTNIGHTS_READ}) AS widest
    ) AS rows)
  END`;

/** Another text whenever the numbers of a block said something, or something was said of them: each addition rewrites a row of the widest block. Null without any. */
export const blockVersionOf = (keys: string): string => `(SELECT string_agg(xmin::text, ',' ORDER BY fortnight) FROM block_reputation WHERE key = ${keys}.range_10000)`;

/** Own rows, and those around, of a number whose id is `id`, and whose row of `identity` is `keys`. */
const reputationOf = (id: string, keys: string): string => `${ownOf(id)}, ${aroundOf(keys)}`;

export const REPUTATION_AROUND: Statement = {
  name: 'reputation_around',
  text: `SELECT t.id, ${reputationOf('t.id', 'i')} FROM unnest($1::bigint[]) AS t(id) ${identityOf('t.id')}`,
};

export const BLOCKS_BY_KEYS: Statement = {
  name: 'reputation_blocks',
  text: `SELECT ${aroundOf('i')} FROM (SELECT $1::bytea AS range_10, $2::bytea AS range_100, $3::bytea AS range_1000, $4::bytea AS range_10000) AS i`,
};

export const BLOCK_MEMBERS: Statement = {
  name: 'reputation_members',
  text: `
    SELECT id, encode(range_10, 'hex'), encode(range_100, 'hex'), encode(range_1000, 'hex'), encode(range_10000, 'hex')
    FROM identity WHERE range_10000 = $1 LIMIT $2`,
};
