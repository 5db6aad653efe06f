import type { Statement } from '#platform/database';

const COLUMNS = `alert_id, monitor_id, metric, condition, opened_hour, last_hour, peak_hour, peak_value, bound, hours, contributions::text, open, raised_ms, acknowledged_ms`;

export const KEEP_ALERT: Statement = {
  name: 'monitor_alert_keep',
  text: `
    INSERT INTO monitor_alert (alert_id, monitor_id, user_id, metric, condition, raised_ms, opened_hour, last_hour, peak_hour, peak_value, bound, hours, contributions, open)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13::json, $14)
    ON CONFLICT (monitor_id, opened_hour) DO UPDATE SET last_hour = excluded.last_hour, peak_hour = excluded.peak_hour, peak_value = excluded.peak_value,
      bound = excluded.bound, hours = excluded.hours, contributions = excluded.contributions, open = excluded.open`,
};

export const LIST_ALERTS: Statement = {
  name: 'monitor_alert_list',
  text: `
    SELECT ${COLUMNS} FROM monitor_alert
    WHERE user_id = $1 AND (opened_hour, alert_id) < ($2, $3::uuid) AND ($4::uuid IS NULL OR monitor_id = $4) AND ($5::boolean IS NULL OR open = $5)
    ORDER BY opened_hour DESC, alert_id DESC LIMIT $6`,
};

export const ACKNOWLEDGE_ALERT: Statement = {
  name: 'monitor_alert_acknowledge',
  text: `UPDATE monitor_alert SET acknowledged_ms = coalesce(acknowledged_ms, $3) WHERE alert_id = $1 AND user_id = $2 RETURNING ${COLUMNS}`,
};

export const ALERTS_BETWEEN: Statement = {
  name: 'monitor_alert_between',
  text: `SELECT ${COLUMNS} FROM monitor_alert WHERE user_id = $1 AND opened_hour >= $2 AND opened_hour < $3 ORDER BY opened_hour DESC, alert_id DESC LIMIT $4`,
};

export const FIND_ALERT: Statement = { name: 'monitor_alert_find', text: `SELECT ${COLUMNS} FROM monitor_alert WHERE alert_id = $1 AND user_id = $2` };

export const JUDGE_ALERT: Statement = { name: 'monitor_alert_judge', text: 'UPDATE monitor_alert SET useful = $3 WHERE alert_id = $1 AND user_id = $2' };

export const FORGET_ALERTS: Statement = {
  name: 'monitor_alert_forget',
  text: 'WITH gone AS (DELETE FROM monitor_alert WHERE last_hour < $1 RETURNING 1) SELECT count(*)::integer FROM gone',
};
