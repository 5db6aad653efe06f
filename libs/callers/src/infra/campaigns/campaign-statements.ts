import type { Statement } from '#platform/database';
import { CAMPAIGN_STATES } from '../../core/campaigns/index.js';

const [ACTIVE, ENDED, MERGED] = CAMPAIGN_STATES.map((_, place) => place);

/** Any number; all who save campaigns take it. */
const LOCK = 7_163_801_350;

export const KNOWN_RUN: Statement = { name: 'campaign_last_run', text: 'SELECT coalesce(max(id), 0) FROM campaign_run' };

/** Latest calls first, of each campaign the latest to join first. */
export const KNOWN_CAMPAIGNS: Statement = {
  name: 'campaign_known',
  text: `
    SELECT c.id, c.opened_ms, m.caller_id, m.left_ms IS NULL, coalesce(k.others_last_ms >= $1, false)
    FROM (SELECT DISTINCT ON (caller_id) campaign_id, caller_id, since_ms, left_ms FROM campaign_member
          WHERE left_ms IS NULL OR left_ms >= $2 ORDER BY caller_id, left_ms DESC NULLS FIRST) AS m
    JOIN campaign AS c ON c.id = m.campaign_id JOIN caller AS k ON k.caller_id = m.caller_id
    WHERE c.state <> ${MERGED} AND c.last_ms >= $3
    ORDER BY c.last_ms DESC, c.id, m.since_ms DESC, m.caller_id`,
};

export const LOCK_CAMPAIGNS: Statement = { name: 'campaign_lock', text: `SELECT pg_advisory_xact_lock(${LOCK})` };

export const ADD_RUN: Statement = { name: 'campaign_run_add', text: 'INSERT INTO campaign_run (kind, started_ms, finished_ms, suspects) VALUES ($1, $2, $3, $4)' };

/** Its calls are added up before anybody sees it. */
export const OPEN: Statement = {
  name: 'campaign_open',
  text: `
    INSERT INTO campaign (id, state, opened_ms, first_ms, last_ms, numbers, users, calls, hours, confidence)
    SELECT id, ${ACTIVE}, $2, $2, $2, 0, 0, 0, array_fill(0::bigint, ARRAY[24]), 0 FROM unnest($1::uuid[]) AS id`,
};

export const LEAVE: Statement = {
  name: 'campaign_leave',
  text: `
    UPDATE campaign_member AS m SET left_ms = $3 FROM unnest($1::uuid[], $2::bigint[]) AS t(campaign_id, caller_id)
    WHERE m.campaign_id = t.campaign_id AND m.caller_id = t.caller_id AND m.left_ms IS NULL`,
};

/** What was merged into the absorbed one before goes along: whoever asks is sent one step. */
export const MERGE: Statement = {
  name: 'campaign_merge',
  text: `
    UPDATE campaign AS c SET state = ${MERGED}, merged_into = t.keeper FROM unnest($1::uuid[], $2::uuid[]) AS t(id, keeper)
    WHERE c.id = t.id OR c.merged_into = t.id`,
};

export const JOIN: Statement = {
  name: 'campaign_join',
  text: `
    INSERT INTO campaign_member (campaign_id, caller_id, since_ms, ties)
    SELECT t.campaign_id, t.caller_id, $4, t.ties FROM unnest($1::uuid[], $2::bigint[], $3::jsonb[]) AS t(campaign_id, caller_id, ties)`,
};

export const TIE: Statement = {
  name: 'campaign_tie',
  text: `
    UPDATE campaign_member AS m SET ties = t.ties FROM unnest($1::uuid[], $2::bigint[], $3::jsonb[]) AS t(campaign_id, caller_id, ties)
    WHERE m.campaign_id = t.campaign_id AND m.caller_id = t.caller_id AND m.left_ms IS NULL AND m.ties IS DISTINCT FROM t.ties`,
};

export const DESCRIBE: Statement = {
  name: 'campaign_describe',
  text: `
    UPDATE campaign AS c SET confidence = t.confidence, category = t.category
    FROM unnest($1::uuid[], $2::double precision[], $3::smallint[]) AS t(id, confidence, category) WHERE c.id = t.id`,
};

export const FORGET_BLOCKS: Statement = { name: 'campaign_blocks_forget', text: 'DELETE FROM campaign_block WHERE campaign_id = ANY($1::uuid[])' };

export const ADD_BLOCKS: Statement = {
  name: 'campaign_blocks_add',
  text: `
    INSERT INTO campaign_block (campaign_id, place, caller_id, free_digits, probability)
    SELECT * FROM unnest($1::uuid[], $2::smallint[], $3::bigint[], $4::smallint[], $5::double precision[])`,
};

export const CUT_LINKS: Statement = {
  name: 'campaign_links_cut',
  text: `
    UPDATE campaign_link AS l SET left_ms = $4 WHERE left_ms IS NULL AND NOT EXISTS (
      SELECT FROM unnest($1::bigint[], $2::bigint[], $3::smallint[]) AS t(caller_id, other_id, relation)
      WHERE t.caller_id = l.caller_id AND t.other_id = l.other_id AND t.relation = l.relation)`,
};

export const ADD_LINKS: Statement = {
  name: 'campaign_links_add',
  text: `
    INSERT INTO campaign_link (caller_id, other_id, relation, strength, since_ms)
    SELECT t.*, $5 FROM unnest($1::bigint[], $2::bigint[], $3::smallint[], $4::double precision[]) AS t(caller_id, other_id, relation, strength)
    ON CONFLICT (caller_id, other_id, relation) WHERE left_ms IS NULL DO UPDATE SET strength = excluded.strength WHERE campaign_link.strength <> excluded.strength`,
};

export const FORGET_LINKS: Statement = { name: 'campaign_links_forget', text: 'DELETE FROM campaign_link WHERE left_ms < $1' };

/** Those that were not added up since: nobody in them called. */
export const LAPSE: Statement = { name: 'campaign_lapse', text: `UPDATE campaign SET state = ${ENDED} WHERE state = ${ACTIVE} AND last_ms < $1` };

/** From calls of established users. A campaign that nobody is in any more keeps its last figures, and has ended. */
export const ADD_UP: Statement = {
  name: 'campaign_add_up',
  text: `
    WITH member AS (
      SELECT caller_id, k.others_first_ms AS first_ms, k.others_last_ms AS last_ms, k.made, k.hours, n.made AS newcomers_made, n.hours AS newcomers_hours
      FROM campaign_member AS m JOIN caller AS k USING (caller_id) LEFT JOIN newcomer_caller AS n USING (caller_id) WHERE m.campaign_id = $1 AND m.left_ms IS NULL
    ), sums AS (
      SELECT count(*)::integer AS numbers, min(first_ms) AS first_ms, max(last_ms) AS last_ms,
        (SELECT coalesce(sum(calls - coalesce(new, 0)), 0) FROM member, unnest(made, newcomers_made) AS t(calls, new)) AS calls,
        ARRAY(SELECT sum(calls - coalesce(new, 0))::bigint FROM member, unnest(hours, newcomers_hours) WITH ORDINALITY AS t(calls, new, hour) GROUP BY hour ORDER BY hour) AS hours,
        (SELECT count(DISTINCT u.user_id)::integer FROM caller_user AS u LEFT JOIN newcomer_caller_user AS n USING (caller_id, user_id)
         WHERE u.caller_id IN (SELECT caller_id FROM member) AND u.made > coalesce(n.made, 0)) AS users
      FROM member
    ), said AS (
      UPDATE campaign AS c SET
        numbers = s.numbers,
        state = CASE WHEN s.numbers > 0 AND s.last_ms >= $2 THEN ${ACTIVE} ELSE ${ENDED} END,
        first_ms = coalesce(s.first_ms, c.first_ms), last_ms = coalesce(s.last_ms, c.last_ms),
        calls = CASE WHEN s.numbers > 0 THEN s.calls ELSE c.calls END,
        users = CASE WHEN s.numbers > 0 THEN s.users ELSE c.users END,
        hours = CASE WHEN s.numbers > 0 THEN s.hours ELSE c.hours END
      FROM sums AS s WHERE c.id = $1 AND c.state <> ${MERGED}
      RETURNING c.id, c.numbers, c.users, c.category, c.confidence
    )
    INSERT INTO campaign_figure (campaign_id, at_ms, numbers, users, category, confidence)
    SELECT id, $3, numbers, users, category, confidence FROM said
    WHERE (numbers, users, category, confidence) IS DISTINCT FROM (
      SELECT (f.numbers, f.users, f.category, f.confidence) FROM campaign_figure AS f WHERE f.campaign_id = $1 ORDER BY at_ms DESC LIMIT 1)
    ON CONFLICT (campaign_id, at_ms) DO UPDATE SET numbers = excluded.numbers, users = excluded.users, category = excluded.category, confidence = excluded.confidence`,
};
