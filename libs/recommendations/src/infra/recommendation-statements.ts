import type { Statement } from '#platform/database';
import { COLUMNS, READ } from './recommendation-rows.js';

/** Refreshes and acts on one user's recommendations take turns. */
export const LOCK_USER: Statement = { name: 'recommendation_lock_user', text: `SELECT pg_advisory_xact_lock(hashtextextended('recommendation', $1::bigint))` };

export const LISTED: Statement = {
  name: 'recommendation_listed',
  text: `SELECT ${READ} FROM recommendation WHERE user_id = $1 AND place IS NOT NULL ORDER BY place, recommendation_id`,
};

/** Another text whenever a preference, the strategy, a rule or the whitelist of a user has changed and is folded. */
const SETTINGS = `
  coalesce((SELECT md5(string_agg(event_id::text, ' ' ORDER BY name)) FROM user_preference WHERE user_id = $1), '')
  || ' ' || (SELECT count(*) FROM whitelist_change WHERE user_id = $1)`;

export const SETTINGS_OF: Statement = { name: 'recommendation_settings_of', text: `SELECT ${SETTINGS}` };

export const LIST_OF: Statement = {
  name: 'recommendation_list_of',
  text: `SELECT refreshed_ms, asked_ms, settings IS NOT DISTINCT FROM (${SETTINGS}) FROM recommendation_list WHERE user_id = $1`,
};

export const OF_STATUS: Statement = {
  name: 'recommendation_of_status',
  text: `SELECT ${READ} FROM recommendation WHERE user_id = $1 AND status = $2 ORDER BY coalesce(implemented_ms, proposed_ms) DESC, recommendation_id LIMIT $3`,
};

export const FIND: Statement = { name: 'recommendation_find', text: `SELECT ${READ} FROM recommendation WHERE recommendation_id = $1 AND user_id = $2` };

export const OF_USER: Statement = { name: 'recommendation_of_user', text: `SELECT ${READ} FROM recommendation WHERE user_id = $1` };

const others = COLUMNS.filter((column) => column !== 'recommendation_id' && column !== 'user_id');
const CASTS: Partial<Record<(typeof COLUMNS)[number], string>> = { measured: '::json' };

export const KEEP: Statement = {
  name: 'recommendation_keep',
  text: `
    INSERT INTO recommendation (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((column, at) => `$${at + 1}${CASTS[column] ?? ''}`).join(', ')})
    ON CONFLICT (recommendation_id) DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`,
};

/** What is open and yet ended has expired by the clock. */
export const ENDED: Statement = {
  name: 'recommendation_ended',
  text: `
    INSERT INTO recommendation_past (ended_ms, seen, rating, helpful, status, kind, measured)
    SELECT $3, seen_ms IS NOT NULL, rating, helpful, CASE WHEN status IN ('proposed', 'seen') THEN 'expired' ELSE status END, kind, measured
    FROM recommendation WHERE user_id = $1 AND recommendation_id = ANY ($2::uuid[])`,
};

export const SEEN: Statement = {
  name: 'recommendation_seen',
  text: `
    WITH decision AS (
      UPDATE recommendation_decision SET seen_ms = $2 WHERE seen_ms IS NULL AND decision_id = (SELECT max(decision_id) FROM recommendation_decision WHERE user_id = $1)
    )
    UPDATE recommendation SET status = CASE status WHEN 'proposed' THEN 'seen' ELSE status END, seen_ms = coalesce(seen_ms, $2), seen_day = $3, times_seen = times_seen + 1
    WHERE user_id = $1 AND place IS NOT NULL AND seen_day < $3 AND expires_ms > $2`,
};

export const ASKED: Statement = {
  name: 'recommendation_asked',
  text: 'INSERT INTO recommendation_list (user_id, asked_ms) VALUES ($1, $2) ON CONFLICT (user_id) DO UPDATE SET asked_ms = excluded.asked_ms',
};

export const REFRESHED: Statement = {
  name: 'recommendation_refreshed',
  text: `
    INSERT INTO recommendation_list (user_id, refreshed_ms, settings) VALUES ($1, $2, $3)
    ON CONFLICT (user_id) DO UPDATE SET refreshed_ms = excluded.refreshed_ms, settings = excluded.settings`,
};

export const DECIDED: Statement = {
  name: 'recommendation_decided',
  text: 'INSERT INTO recommendation_decision (user_id, decided_ms, lead_propensity, ranking_version, arms) VALUES ($1, $2, $3, $4, $5::json) RETURNING decision_id',
};

export const SHOWN: Statement = {
  name: 'recommendation_shown_add',
  text: `
    INSERT INTO recommendation_shown (decision_id, recommendation_id, propensity, arm, place)
    SELECT $1, t.* FROM unnest($2::uuid[], $3::float8[], $4::smallint[], $5::smallint[]) AS t`,
};

/** The latest list that was seen and held it is the one that moved the user. */
export const REWARD: Statement = {
  name: 'recommendation_reward',
  text: `
    UPDATE recommendation_shown SET reward = $2 WHERE recommendation_id = $1 AND decision_id = (
      SELECT s.decision_id FROM recommendation_shown AS s JOIN recommendation_decision AS d USING (decision_id)
      WHERE s.recommendation_id = $1 AND d.seen_ms IS NOT NULL ORDER BY s.decision_id DESC LIMIT 1)`,
};

export const TO_REFRESH: Statement = {
  name: 'recommendation_to_refresh',
  text: 'SELECT user_id FROM recommendation_list WHERE asked_ms >= $1 AND coalesce(refreshed_ms, 0) < $2 ORDER BY asked_ms DESC, user_id LIMIT $3',
};

export const TO_MEASURE: Statement = {
  name: 'recommendation_to_measure',
  text: `SELECT ${READ} FROM recommendation WHERE status = 'implemented' AND measured IS NULL AND implemented_ms <= $1 AND kind IN (SELECT unnest($2::text[])) ORDER BY implemented_ms, recommendation_id LIMIT $3`,
};
