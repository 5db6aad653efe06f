import { DAY_MS } from '#kernel';
import type { Statement } from '#platform/database';
import { CAMPAIGN_STATES } from '../../core/campaigns/index.js';

const MERGED = CAMPAIGN_STATES.indexOf('merged');
const TURNOVER_DAYS = 60;
const LINKS_TOLD = 10;

/** Of a member's calls, those of newcomers left out; of one that came before they were, all it has. */
const [FIRST, LAST] = ['coalesce(k.others_first_ms, k.first_ms)', 'coalesce(k.others_last_ms, k.last_ms)'];

const SUMMARY = 'c.id, c.state, c.first_ms, c.last_ms, c.numbers, c.users, c.calls, c.category, c.confidence';

/** The campaign that a number is in, as `CampaignCells`. */
export const campaignOf = (callerId: string): string => `
  (SELECT json_build_array(g.id, g.numbers, g.users, g.category, g.confidence)
   FROM campaign_member AS m JOIN campaign AS g ON g.id = m.campaign_id WHERE m.caller_id = ${callerId} AND m.left_ms IS NULL)`;

export const LIST_CAMPAIGNS: Statement = {
  name: 'campaign_list',
  text: `
    SELECT ${SUMMARY} FROM campaign AS c
    WHERE c.state <> ${MERGED} AND ($1::smallint IS NULL OR c.state = $1) AND ($2::smallint IS NULL OR c.category = $2)
      AND ($3::integer IS NULL OR c.users < $3 OR (c.users = $3 AND c.id > $4::uuid))
    ORDER BY c.users DESC, c.id LIMIT $5`,
};

export const CAMPAIGN_DOSSIER: Statement = {
  name: 'campaign_dossier',
  text: `
    SELECT ${SUMMARY}, c.merged_into, c.opened_ms, to_json(c.hours),
      (SELECT coalesce(json_agg(json_build_array(d.day, d.began, d.retired) ORDER BY d.day), '[]') FROM (
        SELECT day, sum(began) AS began, sum(retired) AS retired FROM (
          SELECT ${FIRST} / ${DAY_MS} AS day, 1 AS began, 0 AS retired FROM campaign_member AS m JOIN caller AS k USING (caller_id) WHERE m.campaign_id = $1 AND m.left_ms IS NULL
          UNION ALL
          SELECT ${LAST} / ${DAY_MS}, 0, 1 FROM campaign_member AS m JOIN caller AS k USING (caller_id) WHERE m.campaign_id = $1 AND m.left_ms IS NULL AND ${LAST} < $2) AS one
        GROUP BY day ORDER BY day DESC LIMIT ${TURNOVER_DAYS}) AS d),
      (SELECT coalesce(json_agg(json_build_array(b.caller_id, b.free_digits, b.probability) ORDER BY b.place), '[]') FROM campaign_block AS b WHERE b.campaign_id = $1)
    FROM campaign AS c WHERE c.id = $1`,
};

export const CAMPAIGN_MEMBERS: Statement = {
  name: 'campaign_members',
  text: `
    SELECT m.caller_id, m.since_ms, ${FIRST}, ${LAST}, m.ties FROM campaign_member AS m JOIN caller AS k USING (caller_id)
    WHERE m.campaign_id = $1 AND m.left_ms IS NULL AND ($2::bigint IS NULL OR (-m.since_ms, m.caller_id) > (-$2, $3))
    ORDER BY -m.since_ms, m.caller_id LIMIT $4`,
};

/** Whom a number is related to, strongest first. */
export const linksOf = (callerId: string, when: string): string => `
  (SELECT coalesce(json_agg(json_build_array(l.other_id, l.relation, l.strength)), '[]') FROM (
    SELECT other_id, relation, strength FROM campaign_link WHERE caller_id = ${callerId} AND ${when} ORDER BY strength DESC, other_id, relation LIMIT ${LINKS_TOLD}) AS l)`;

export const NETWORK_NOW: Statement = {
  name: 'campaign_network_now',
  text: `
    SELECT c.id, c.numbers, c.users, c.category, c.confidence, ${linksOf('$1', 'left_ms IS NULL')}
    FROM (SELECT) AS one LEFT JOIN (campaign_member AS m JOIN campaign AS c ON c.id = m.campaign_id) ON m.caller_id = $1 AND m.left_ms IS NULL`,
};

export const NETWORK_THEN: Statement = {
  name: 'campaign_network_then',
  text: `
    SELECT f.campaign_id, f.numbers, f.users, f.category, f.confidence, ${linksOf('$1', 'since_ms <= $2 AND (left_ms IS NULL OR left_ms > $2)')}
    FROM (SELECT) AS one LEFT JOIN LATERAL (
      SELECT f.* FROM campaign_member AS m JOIN campaign_figure AS f USING (campaign_id)
      WHERE m.caller_id = $1 AND m.since_ms <= $2 AND (m.left_ms IS NULL OR m.left_ms > $2) AND f.at_ms <= $2 ORDER BY f.at_ms DESC LIMIT 1) AS f ON true`,
};
