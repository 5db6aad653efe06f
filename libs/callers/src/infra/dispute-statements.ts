import type { Statement } from '#platform/database';
import { FEEDBACK_LABELS } from '#realtime/core';
import { JOINERS_KEPT, REPORTS_READ } from '../core/index.js';

const [SPAM, NOT_SPAM] = [FEEDBACK_LABELS.indexOf('spam'), FEEDBACK_LABELS.indexOf('not_spam')];

export const ADD_OPENINGS: Statement = {
  name: 'dispute_open',
  text: `
    INSERT INTO caller_dispute (dispute_id, caller_id, opened_ms, details, deadline_ms, objector, standing)
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bytea[], $5::bigint[], $6::bigint[], $7::smallint[])
      AS t(dispute_id, caller_id, opened_ms, details, deadline_ms, objector, standing)
    ORDER BY t.dispute_id
    ON CONFLICT (dispute_id) DO UPDATE
      SET opened_ms = excluded.opened_ms, details = excluded.details, deadline_ms = excluded.deadline_ms, objector = excluded.objector, standing = excluded.standing`,
};

export const ADD_JOINS: Statement = {
  name: 'dispute_join',
  text: `
    INSERT INTO dispute_joiner (dispute_id, caller_id, joined_ms, details, event_id, user_id, standing)
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bytea[], $5::uuid[], $6::bigint[], $7::smallint[])
      AS t(dispute_id, caller_id, joined_ms, details, event_id, user_id, standing)
    ORDER BY t.event_id
    ON CONFLICT (event_id) DO NOTHING`,
};

/** Of those who joined the ones that are kept: `keptJoins` of the core in SQL. */
const kept = (columns: string, disputeId: string): string =>
  `SELECT ${columns} FROM dispute_joiner WHERE dispute_id = ${disputeId} ORDER BY standing, joined_ms, event_id LIMIT ${JOINERS_KEPT}`;

/** Who objects in the dispute `d`: pairs of user and standing. Who opened one that was folded before this was kept is not known until a replay. */
export const OBJECTORS = `
  (SELECT coalesce(json_agg(json_build_array(user_id, standing)), '[]')
   FROM (SELECT d.objector AS user_id, d.standing WHERE d.objector IS NOT NULL UNION ALL (${kept('user_id, standing', 'd.dispute_id')})) AS o)`;

// Of two decisions the first stands; equal times are settled by id, so any order of the same facts ends the same.
export const ADD_DECISIONS: Statement = {
  name: 'dispute_resolve',
  text: `
    INSERT INTO caller_dispute (dispute_id, caller_id, resolved_ms, resolution, outcome, resolution_id)
    SELECT * FROM unnest($1::uuid[], $2::bigint[], $3::bigint[], $4::bytea[], $5::smallint[], $6::uuid[])
      AS t(dispute_id, caller_id, resolved_ms, resolution, outcome, resolution_id)
    ORDER BY t.dispute_id
    ON CONFLICT (dispute_id) DO UPDATE
      SET resolved_ms = excluded.resolved_ms, resolution = excluded.resolution, outcome = excluded.outcome, resolution_id = excluded.resolution_id
      WHERE caller_dispute.resolved_ms IS NULL OR (excluded.resolved_ms, excluded.resolution_id) < (caller_dispute.resolved_ms, caller_dispute.resolution_id)`,
};

const COLUMNS = `
  d.dispute_id, d.caller_id, d.opened_ms, d.deadline_ms, d.resolved_ms, d.outcome, d.details, d.resolution, ${OBJECTORS},
  (SELECT json_build_array(
     coalesce((SELECT (SELECT sum(n) FROM unnest(c.made || c.taken) AS n) FROM caller AS c WHERE c.caller_id = d.caller_id), 0),
     coalesce((SELECT c.users FROM caller AS c WHERE c.caller_id = d.caller_id), 0),
     count(*) FILTER (WHERE label = ${SPAM}), count(*) FILTER (WHERE label = ${NOT_SPAM}))
   FROM (SELECT label FROM caller_report WHERE caller_id = d.caller_id ORDER BY user_id LIMIT ${REPORTS_READ}) AS r)`;

export const DISPUTE_BY_ID: Statement = { name: 'dispute_by_id', text: `SELECT ${COLUMNS} FROM caller_dispute AS d WHERE d.dispute_id = $1 AND d.opened_ms IS NOT NULL` };

const list = (name: string, state: string): Statement => ({
  name,
  text: `
    SELECT ${COLUMNS} FROM caller_dispute AS d
    WHERE d.resolved_ms IS ${state} AND d.opened_ms IS NOT NULL AND ($1::bigint IS NULL OR (d.deadline_ms, d.dispute_id) > ($1, $2::uuid))
    ORDER BY d.deadline_ms, d.dispute_id LIMIT $3`,
});

export const OPEN_DISPUTES = list('dispute_list_open', 'NULL');
export const RESOLVED_DISPUTES = list('dispute_list_resolved', 'NOT NULL');

export const DISPUTES_OF: Statement = {
  name: 'dispute_of_caller',
  text: `SELECT dispute_id, opened_ms, deadline_ms, resolved_ms, outcome, ${OBJECTORS} FROM caller_dispute AS d WHERE caller_id = $1 AND opened_ms IS NOT NULL`,
};

export const JOINED: Statement = { name: 'dispute_joined', text: `SELECT joined_ms, details FROM (${kept('*', '$1')}) AS o ORDER BY joined_ms, event_id` };

export const HAD_CALLS: Statement = { name: 'dispute_had_calls', text: 'SELECT EXISTS (SELECT FROM caller_user WHERE caller_id = $1 AND user_id = $2)' };
