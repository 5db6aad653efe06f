import type { Statement } from '#platform/database';

const COLUMNS = [
  'incident_id', 'user_id', 'source', 'kind', 'severity', 'key', 'state', 'first_ms', 'last_ms', 'raises', 'opened_ms', 'silence_ms', 'snoozed_until_ms', 'acknowledged_ms', 'resolved_ms',
  'resolved_by', 'details',
] as const;
const [, ...CHANGED] = COLUMNS;
const SELECTED = COLUMNS.join(', ');

/** Held until commit: whoever raises the same key meanwhile waits and then sees what became of it. */
export const LOCK_KEY: Statement = { name: 'incident_lock', text: `SELECT pg_advisory_xact_lock(hashtextextended($2, $1))` };

export const LATEST: Statement = {
  name: 'incident_latest',
  text: `SELECT ${SELECTED} FROM incident WHERE user_id = $1 AND key = $2 ORDER BY (state <> 'resolved') DESC, opened_ms DESC, incident_id LIMIT 1`,
};

export const KEEP: Statement = {
  name: 'incident_keep',
  text: `
    INSERT INTO incident (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map((_, at) => `$${at + 1}`).join(', ')})
    ON CONFLICT (incident_id) DO UPDATE SET ${CHANGED.map((name) => `${name} = excluded.${name}`).join(', ')}`,
};

export const FIND: Statement = { name: 'incident_find', text: `SELECT ${SELECTED} FROM incident WHERE incident_id = $1 AND ($2::bigint IS NULL OR user_id = $2)` };

export const LIST: Statement = {
  name: 'incident_list',
  text: `
    SELECT ${SELECTED} FROM incident
    WHERE ($1::bigint IS NULL OR user_id = $1) AND (opened_ms, incident_id) < ($2, $3::uuid) AND ($4::text IS NULL OR source = $4) AND ($5::text IS NULL OR severity = $5)
      AND ($6::text IS NULL OR CASE $6 WHEN 'snoozed' THEN state <> 'resolved' AND snoozed_until_ms > $7 ELSE state = $6 END)
    ORDER BY opened_ms DESC, incident_id DESC LIMIT $8`,
};

export const FORGET: Statement = {
  name: 'incident_forget',
  text: `
    DELETE FROM incident WHERE incident_id IN (SELECT incident_id FROM incident WHERE state = 'resolved' AND resolved_ms < $1 ORDER BY resolved_ms LIMIT 1000) RETURNING 1`,
};

export const SILENT: Statement = {
  name: 'incident_silent',
  text: `SELECT user_id, key FROM incident WHERE state <> 'resolved' AND silence_ms IS NOT NULL AND last_ms + silence_ms < $1 ORDER BY user_id, key LIMIT 500`,
};
