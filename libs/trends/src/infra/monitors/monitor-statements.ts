import type { Statement } from '#platform/database';

const MONITOR_COLUMNS = `monitor_id, user_id, metric, condition, sensitivity, interval_minutes, cooldown_minutes, threshold_operator, threshold_value,
  paused, created_ms, since_hour, position_hour`;

/** Whoever adds to a user's monitors waits for whoever does so already, so that none is counted twice or not at all. */
export const LOCK_USER: Statement = { name: 'monitor_lock_user', text: `SELECT pg_advisory_xact_lock(hashtextextended('monitor', $1::bigint))` };

export const COUNT_MONITORS: Statement = {
  name: 'monitor_count',
  text: 'SELECT count(*)::integer FROM (SELECT FROM monitor WHERE user_id = $1 AND monitor_id <> $2 LIMIT $3) AS others',
};

export const ADD_MONITOR: Statement = {
  name: 'monitor_add',
  text: `
    INSERT INTO monitor (${MONITOR_COLUMNS}, due_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::bigint, $12, $13, $11::bigint)
    ON CONFLICT (monitor_id) DO NOTHING`,
};

export const FIND_MONITOR: Statement = { name: 'monitor_find', text: `SELECT ${MONITOR_COLUMNS} FROM monitor WHERE monitor_id = $1 AND user_id = $2` };

export const LIST_MONITORS: Statement = {
  name: 'monitor_list',
  text: `SELECT ${MONITOR_COLUMNS} FROM monitor WHERE user_id = $1 AND (created_ms, monitor_id) > ($2, $3::uuid) ORDER BY created_ms, monitor_id LIMIT $4`,
};

export const PAUSE_MONITOR: Statement = { name: 'monitor_pause', text: 'UPDATE monitor SET paused = true WHERE monitor_id = $1 AND user_id = $2 RETURNING 1' };

export const RESUME_MONITOR: Statement = {
  name: 'monitor_resume',
  text: `
    UPDATE monitor SET paused = false, since_hour = CASE WHEN paused THEN greatest(since_hour, position_hour, $3) ELSE since_hour END
    WHERE monitor_id = $1 AND user_id = $2 RETURNING 1`,
};

export const REMOVE_MONITOR: Statement = { name: 'monitor_remove', text: 'DELETE FROM monitor WHERE monitor_id = $1 AND user_id = $2 RETURNING 1' };

export const END_ALERTS: Statement = { name: 'monitor_alert_end', text: 'UPDATE monitor_alert SET open = false WHERE monitor_id = $1 AND open' };

/** Alerts that were worth telling less those that were not. */
const JUDGED = '(SELECT coalesce(sum(CASE WHEN a.useful THEN 1 ELSE -1 END), 0)::integer FROM monitor_alert AS a WHERE a.monitor_id = monitor.monitor_id AND a.useful IS NOT NULL)';

export const DUE_MONITORS: Statement = {
  name: 'monitor_due',
  text: `SELECT ${MONITOR_COLUMNS}, state::text, ${JUDGED} FROM monitor WHERE NOT paused AND due_ms <= $1 ORDER BY due_ms, monitor_id LIMIT $2`,
};

/** Of two that evaluated the same hours, or of an evaluation and a change of the user's, the first stands. */
export const MOVE_ON: Statement = {
  name: 'monitor_move_on',
  text: `
    UPDATE monitor SET position_hour = $4, state = $5::json, due_ms = $6
    WHERE monitor_id = $1 AND position_hour = $2 AND since_hour = $3 AND NOT paused RETURNING 1`,
};

export const POSTPONE_MONITOR: Statement = { name: 'monitor_postpone', text: 'UPDATE monitor SET due_ms = greatest(due_ms, $2) WHERE monitor_id = $1' };
