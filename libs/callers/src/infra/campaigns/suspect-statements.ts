import type { Statement } from '#platform/database';
import { EVENT_KINDS, FEEDBACK_LABELS, INCOMING } from '#realtime/core';
import { CAMPAIGN_STATES, SCRIPT_LEAD } from '../../core/campaigns/index.js';
import { VERDICTS } from '../../core/index.js';

const BAD = [VERDICTS.indexOf('spam'), VERDICTS.indexOf('suspicious')].join(', ');
const LEGITIMATE = VERDICTS.indexOf('legitimate');
const ACTIVE = CAMPAIGN_STATES.indexOf('active');
const REPORTED = FEEDBACK_LABELS.indexOf('spam');
/** So many bad numbers make a block of ten thousand one to look into, and only where they outnumber the legitimate ones: a city's block has a few bad ones by chance. */
const BAD_IN_BLOCK = 3;

/** Of a script's sketch what most sketches of that script begin with. */
const leadOf = (sketch: string): string => `substring(${sketch} FROM 1 FOR ${SCRIPT_LEAD / 2})`;
const isFine = (callerId: string): string => `EXISTS (SELECT FROM caller_score AS s WHERE s.caller_id = ${callerId} AND s.verdict = ${LEGITIMATE})`;

/** Who called established users; a number that only newcomers know is in no campaign. */
export const FIND_SUSPECTS: Statement = {
  name: 'suspect_find',
  text: `
    WITH named AS (
      SELECT caller_id, bool_or(is_member) AS is_member, bool_or(is_bad) AS is_bad, max(probability) AS probability FROM (
        SELECT caller_id, false AS is_member, true AS is_bad, coalesce(probability, 0) AS probability FROM caller_score WHERE verdict IN (${BAD})
        UNION ALL SELECT caller_id, false, true, 0 FROM caller_report AS r WHERE label = ${REPORTED} AND NOT ${isFine('r.caller_id')}
        UNION ALL SELECT caller_id, true, false, 0 FROM campaign_member AS m WHERE left_ms IS NULL AND NOT ${isFine('m.caller_id')}) AS one
      GROUP BY caller_id
    ), active AS (
      SELECT n.*, i.range_10000 FROM named AS n JOIN caller AS c USING (caller_id) JOIN identity AS i ON i.id = n.caller_id WHERE c.others_last_ms >= $1
    ), blocks AS (
      SELECT a.range_10000 FROM active AS a WHERE a.is_bad AND octet_length(a.range_10000) > 0 GROUP BY a.range_10000
        HAVING count(*) >= ${BAD_IN_BLOCK} AND count(*) > (SELECT count(*) FROM identity AS i JOIN caller AS c ON c.caller_id = i.id
          WHERE i.range_10000 = a.range_10000 AND c.others_last_ms >= $1 AND ${isFine('i.id')})
    ), every AS (
      SELECT caller_id, is_member, is_bad, probability FROM active
      UNION ALL SELECT i.id, false, false, 0 FROM blocks JOIN identity AS i USING (range_10000) JOIN caller AS c ON c.caller_id = i.id
        WHERE c.others_last_ms >= $1 AND NOT ${isFine('i.id')}
    )
    SELECT caller_id FROM every GROUP BY caller_id ORDER BY bool_or(is_member) DESC, bool_or(is_bad) DESC, max(probability) DESC, caller_id LIMIT $2`,
};

/*
 * The latest events of each number by its index, twice as many as calls are wanted since some are reports or calls to the number: however busy it is,
 * no more of it is read.
 */
export const SUSPECT_CALLS: Statement = {
  name: 'suspect_calls',
  text: `
    SELECT s.id, e.user_id, e.occurred_ms, e.duration_ms, e.outcome FROM unnest($1::bigint[]) AS s(id) CROSS JOIN LATERAL (
      SELECT user_id, occurred_ms, duration_ms, outcome, direction FROM event
      WHERE subject_id = s.id AND received_ms >= $3 AND kind = ${EVENT_KINDS.call} ORDER BY received_ms DESC LIMIT 2 * $4::integer) AS e
    WHERE e.direction = ${INCOMING} AND e.occurred_ms >= $2 ORDER BY s.id, e.occurred_ms, e.user_id`,
};

export const SUSPECT_CATEGORIES: Statement = {
  name: 'suspect_categories',
  text: `
    SELECT DISTINCT ON (caller_id) caller_id, category FROM caller_report
    WHERE caller_id = ANY($1::bigint[]) AND label = ${REPORTED} AND category IS NOT NULL
    GROUP BY caller_id, category ORDER BY caller_id, count(*) DESC, category`,
};

export const SUSPECT_HINTS: Statement = {
  name: 'suspect_hints',
  text: `
    SELECT caller_id, ARRAY(SELECT encode(key, 'hex') FROM unnest(callbacks) AS key), ARRAY(SELECT encode(key, 'hex') FROM unnest(scripts) AS key)
    FROM caller_hint WHERE caller_id = ANY($1::bigint[])`,
};

/**
 * Numbers by whole pages of the table, the same ones as long as it stays as it is: a sample that costs as much as it holds. What is said counts of legitimate numbers
 * alone: one that nobody has judged yet may belong to the very campaign.
 */
export const BYSTANDERS: Statement = {
  name: 'suspect_bystanders',
  text: `
    SELECT c.others_first_ms, ARRAY(SELECT encode(key, 'hex') FROM unnest(h.callbacks) AS key), ARRAY(SELECT encode(key, 'hex') FROM unnest(h.scripts) AS key)
    FROM caller AS c TABLESAMPLE SYSTEM ((SELECT least(100, 100 * $2::float8 / greatest(1, reltuples)) FROM pg_class WHERE oid = 'caller'::regclass)) REPEATABLE (1)
    LEFT JOIN caller_score AS s USING (caller_id)
    LEFT JOIN caller_hint AS h ON h.caller_id = c.caller_id AND s.verdict = ${LEGITIMATE}
    WHERE c.others_first_ms >= $1 AND (s.verdict IS NULL OR s.verdict NOT IN (${BAD})) LIMIT 2 * $2::integer`,
};

/** So many members of a campaign in a block of a thousand make the next number from there one to look into. */
const MEMBERS_IN_BLOCK = 3;

/**
 * Numbers in no campaign that called lately and name the call-back number of a member of one, read its script (the leads agree) or come from a block that a campaign
 * has several numbers in; with each the latest to call of such campaigns.
 */
export const RECENT_KIN: Statement = {
  name: 'kin_calls',
  text: `
    WITH strange AS MATERIALIZED (
      SELECT r.subject_id AS caller_id FROM (
        SELECT DISTINCT subject_id FROM event
        WHERE partition = ANY($1::smallint[]) AND position > $2 AND position <= $3 AND received_ms >= $4 AND occurred_ms >= $4 AND direction = ${INCOMING} AND kind = ${EVENT_KINDS.call}) AS r
      WHERE NOT EXISTS (SELECT FROM campaign_member AS m WHERE m.caller_id = r.subject_id AND m.left_ms IS NULL) AND NOT ${isFine('r.subject_id')}
    ), member AS MATERIALIZED (
      SELECT m.caller_id, m.campaign_id, c.last_ms FROM campaign_member AS m JOIN campaign AS c ON c.id = m.campaign_id WHERE m.left_ms IS NULL AND c.state = ${ACTIVE}
    ), mark AS (
      SELECT DISTINCT campaign_id, last_ms, key FROM (
        SELECT m.campaign_id, m.last_ms, unnest(h.callbacks) AS key FROM member AS m JOIN caller_hint AS h USING (caller_id)
        UNION ALL SELECT m.campaign_id, m.last_ms, ${leadOf('script')} FROM member AS m JOIN caller_hint AS h USING (caller_id) CROSS JOIN unnest(h.scripts) AS script) AS said
      UNION ALL SELECT m.campaign_id, m.last_ms, i.range_1000 FROM member AS m JOIN identity AS i ON i.id = m.caller_id
        WHERE octet_length(i.range_1000) > 0 GROUP BY 1, 2, 3 HAVING count(*) >= ${MEMBERS_IN_BLOCK}
    ), trait AS (
      SELECT s.caller_id, unnest(h.callbacks) AS key FROM strange AS s JOIN caller_hint AS h USING (caller_id)
      UNION ALL SELECT s.caller_id, ${leadOf('script')} FROM strange AS s JOIN caller_hint AS h USING (caller_id) CROSS JOIN unnest(h.scripts) AS script
      UNION ALL SELECT s.caller_id, i.range_1000 FROM strange AS s JOIN identity AS i ON i.id = s.caller_id
    )
    SELECT DISTINCT ON (t.caller_id) t.caller_id, m.campaign_id FROM trait AS t JOIN mark AS m USING (key) ORDER BY t.caller_id, m.last_ms DESC LIMIT $5`,
};

export const NOTE_POSITION: Statement = {
  name: 'storm_note',
  text: 'INSERT INTO campaign_watch (at_ms, position) SELECT $1, position FROM log_head ON CONFLICT (at_ms) DO NOTHING',
};

/** The latest note of `$1` or before, else the first after it. */
export const NOTED_POSITION: Statement = {
  name: 'storm_noted',
  text: `
    SELECT w.at_ms, w.position, (SELECT position FROM log_head) FROM campaign_watch AS w
    ORDER BY w.at_ms <= $1 DESC, CASE WHEN w.at_ms <= $1 THEN -w.at_ms ELSE w.at_ms END LIMIT 1`,
};

export const FORGET_NOTES: Statement = { name: 'storm_forget', text: 'DELETE FROM campaign_watch WHERE at_ms < $1' };

export const RECENT_CALLS: Statement = {
  name: 'storm_calls',
  text: `
    SELECT r.subject_id, r.calls, r.users, c.others_first_ms, (SELECT sum(made - coalesce(new, 0)) FROM unnest(c.made, n.made) AS t(made, new)) FROM (
      SELECT subject_id, count(*)::integer AS calls, count(DISTINCT user_id)::integer AS users FROM event
      WHERE partition = ANY($1::smallint[]) AND position > $2 AND position <= $3 AND received_ms >= $4 AND occurred_ms >= $4 AND direction = ${INCOMING} AND kind = ${EVENT_KINDS.call}
      GROUP BY subject_id HAVING count(*) >= $5) AS r
    LEFT JOIN caller AS c ON c.caller_id = r.subject_id
    LEFT JOIN newcomer_caller AS n ON n.caller_id = r.subject_id
    WHERE NOT EXISTS (SELECT FROM campaign_member AS m WHERE m.caller_id = r.subject_id AND m.left_ms IS NULL) AND NOT ${isFine('r.subject_id')}
    ORDER BY r.calls DESC LIMIT 1000`,
};
