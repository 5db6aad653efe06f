import type { Statement } from '#platform/database';
import { FORTNIGHTS_READ } from '../../core/index.js';

const SUMS = ['heat_bad', 'heat_good', 'evidence_bad', 'evidence_good'] as const;
const CELLS = ['users_low', 'users_high', 'numbers_low', 'numbers_high'] as const;
const COLUMNS = [...SUMS, ...CELLS].join(', ');

/** Of a fuller block those registered last speak for it: some milliseconds of reading at most, and campaigns come with new numbers. */
const MEMBERS_READ = 500;

// Sorted, so that processors meeting the same numbers take their locks in the same order.
export const ADD_REPUTATION: Statement = {
  name: 'reputation_add',
  text: `
    INSERT INTO reputation AS r (caller_id, fortnight, ${COLUMNS})
    SELECT * FROM unnest($1::bigint[], $2::smallint[], $3::bigint[], $4::bigint[], $5::bigint[], $6::bigint[], $7::integer[], $8::integer[], $9::integer[], $10::integer[])
      AS t(caller_id, fortnight, ${COLUMNS})
    ORDER BY t.caller_id, t.fortnight
    ON CONFLICT (caller_id, fortnight) DO UPDATE SET
      ${SUMS.map((sum) => `${sum} = r.${sum} + excluded.${sum}`).join(', ')}, ${CELLS.map((cell) => `${cell} = r.${cell} | excluded.${cell}`).join(', ')}`,
};

// What was taken back leaves no row: had the later word come first, there would be none. The rows are locked already.
export const DROP_EMPTY: Statement = {
  name: 'reputation_drop_empty',
  text: `
    DELETE FROM reputation AS r
    USING unnest($1::bigint[], $2::smallint[]) AS t(caller_id, fortnight)
    WHERE r.caller_id = t.caller_id AND r.fortnight = t.fortnight AND (r.heat_bad, r.heat_good, r.users_low, r.users_high) = (0, 0, 0, 0)`,
};

/** What was said of these numbers by these users. */
export const WORDS: Statement = {
  name: 'reputation_words',
  text: `
    SELECT t.caller_id, t.user_id, r.label, r.reported_ms, r.event_id
    FROM unnest($1::bigint[], $2::bigint[]) AS t(caller_id, user_id)
    CROSS JOIN LATERAL (SELECT label, reported_ms, event_id FROM caller_report WHERE caller_id = t.caller_id AND user_id = t.user_id LIMIT 1) AS r`,
};

/** How many calls there were between these numbers and users. */
export const MET: Statement = {
  name: 'reputation_met',
  text: `
    SELECT t.caller_id, t.user_id, u.made + u.taken
    FROM unnest($1::bigint[], $2::bigint[]) AS t(caller_id, user_id)
    CROSS JOIN LATERAL (SELECT made, taken FROM caller_user WHERE caller_id = t.caller_id AND user_id = t.user_id LIMIT 1) AS u`,
};

const latestOf = (id: string): string => `(SELECT * FROM reputation WHERE caller_id = ${id} ORDER BY fortnight DESC LIMIT ${FORTNIGHTS_READ})`;

/** A number's own rows. */
const ownOf = (id: string): string => `(SELECT json_agg(json_build_array(fortnight, ${COLUMNS})) FROM ${latestOf(id)} AS own)`;

/** Rows of the numbers around, summed by the narrowest block that they share (place 1 is that of ten); null where there is no block. */
const aroundOf = (keys: string): string => `
  CASE WHEN ${keys}.range_10000 <> '' THEN
    (SELECT coalesce(json_agg(json_build_array(place, fortnight, ${COLUMNS})), '[]') FROM (
      SELECT m.place, r.fortnight, ${SUMS.map((sum) => `sum(r.${sum})::bigint AS ${sum}`).join(', ')}, ${CELLS.map((cell) => `bit_or(r.${cell}) AS ${cell}`).join(', ')}
      FROM (
        SELECT id, CASE WHEN range_10 = ${keys}.range_10 THEN 1 WHEN range_100 = ${keys}.range_100 THEN 2 WHEN range_1000 = ${keys}.range_1000 THEN 3 ELSE 4 END AS place
        FROM identity WHERE range_10000 = ${keys}.range_10000 ORDER BY range_10000, id DESC LIMIT ${MEMBERS_READ}
      ) AS m CROSS JOIN LATERAL ${latestOf('m.id')} AS r
      GROUP BY m.place, r.fortnight
    ) AS summed)
  END`;

/** Own rows, and those around, of a number whose id is `id`, and whose row of `identity` is `keys`. */
export const reputationOf = (id: string, keys: string): string => `${ownOf(id)}, ${aroundOf(keys)}`;

/** Looked up one by one: the planner, which knows no number of ids, would rather read the whole table. */
export const identityOf = (id: string): string => `LEFT JOIN LATERAL (SELECT range_10, range_100, range_1000, range_10000 FROM identity WHERE id = ${id} LIMIT 1) AS i ON true`;

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
