import type { Statement } from '#platform/database';
import { OUTCOMES } from '#realtime/core';

const ENTRY = 'report_id, user_id, kind, first_day, end_day, from_ms, to_ms, zone, language, made_ms, revision';
const CALLS = [...OUTCOMES, ...OUTCOMES.map((outcome) => `out_${outcome}`)].map((column) => `q.${column}`).join(' + ');

export const HAS: Statement = { name: 'report_has', text: 'SELECT 1 FROM report WHERE report_id = $1' };

export const FIND: Statement = { name: 'report_find', text: `SELECT ${ENTRY}, document, html, pdf FROM report WHERE report_id = $1` };

export const LIST: Statement = {
  name: 'report_of_user',
  text: `
    SELECT ${ENTRY} FROM report WHERE user_id = $1 AND ($2::text IS NULL OR kind = $2) AND ($3::bigint IS NULL OR (to_ms, report_id) < ($3::bigint, $4::uuid))
    ORDER BY to_ms DESC, report_id DESC LIMIT $5`,
};

export const KEEP: Statement = {
  name: 'report_keep',
  text: `
    INSERT INTO report (${ENTRY}, document, html, pdf) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
    ON CONFLICT (user_id, kind, first_day) DO UPDATE
    SET language = excluded.language, made_ms = excluded.made_ms, revision = excluded.revision, document = excluded.document, html = excluded.html, pdf = excluded.pdf
    WHERE report.report_id = excluded.report_id AND report.revision = excluded.revision - 1 RETURNING 1`,
};

export const READERS: Statement = {
  name: 'report_readers',
  text: `
    SELECT k.user_id, p.value::text FROM known_user AS k LEFT JOIN user_preference AS p ON p.user_id = k.user_id AND p.name = 'reports'
    WHERE k.user_id > $1 ORDER BY k.user_id LIMIT $2`,
};

export const MISSING: Statement = {
  name: 'report_missing',
  text: `
    SELECT w.user_id, w.kind, w.first_day
    FROM unnest($1::bigint[], $2::text[], $3::integer[], $4::integer[], $5::integer[]) AS w(user_id, kind, first_day, from_quarter, to_quarter)
    WHERE NOT EXISTS (SELECT FROM report AS r WHERE r.user_id = w.user_id AND r.kind = w.kind AND r.first_day = w.first_day)
      AND EXISTS (SELECT FROM user_quarter AS q WHERE q.user_id = w.user_id AND q.quarter >= w.from_quarter AND q.quarter < w.to_quarter AND ${CALLS} > 0)
    ORDER BY w.user_id, w.kind, w.first_day`,
};

/** Few: a report is among them from when it is made to the first scoring that began after. */
export const STALE: Statement = {
  name: 'report_stale',
  text: `
    SELECT report_id, user_id, kind, first_day FROM report
    WHERE reviewed_ms IS NULL AND ($1::uuid IS NULL OR report_id > $1) AND made_ms < (SELECT started_ms FROM caller_scoring ORDER BY id DESC LIMIT 1)
    ORDER BY report_id LIMIT $2`,
};

export const REVIEWED: Statement = { name: 'report_reviewed', text: 'UPDATE report SET reviewed_ms = $2 WHERE report_id = $1 AND reviewed_ms IS NULL' };

export const FORGET: Statement = { name: 'report_forget', text: 'DELETE FROM report WHERE to_ms < $1 RETURNING 1' };
