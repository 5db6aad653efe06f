import type { Statement } from '#platform/database';

const WEBHOOK = [
  'webhook_id', 'user_id', 'hears_all', 'url', 'events', 'signs_by', 'secret', 'former_secret', 'former_until_ms', 'active', 'disabled_reason', 'failures', 'failing_since_ms', 'created_ms',
] as const;
const columns = (alias = ''): string => WEBHOOK.map((name) => (name === 'events' ? `array_to_json(${alias}events)::text` : `${alias}${name}`)).join(', ');
const DELIVERY = 'd.delivery_id, d.webhook_id, d.type, d.body, d.state, d.attempts, d.created_ms, d.due_ms, d.ended_ms, d.log::text';

/** Held until commit, so that two at once do not both find room. */
export const LOCK_OWNER: Statement = { name: 'webhook_lock', text: `SELECT pg_advisory_xact_lock(hashtextextended('webhooks', $1))` };

/** Held until commit, so that two tests at once do not both find none on its way. */
export const LOCK_WEBHOOK: Statement = { name: 'webhook_lock_one', text: 'SELECT 1 FROM webhook WHERE webhook_id = $1 FOR UPDATE' };

export const ADD: Statement = {
  name: 'webhook_add',
  text: `
    INSERT INTO webhook (webhook_id, user_id, created_ms, hears_all, active, signs_by, events, url, secret)
    SELECT $1, $2, $3, $4, true, $5, $6::text[], $7, $8 WHERE (SELECT count(*) FROM webhook WHERE user_id = $2) < $9
    ON CONFLICT (webhook_id) DO NOTHING RETURNING 1`,
};

export const LIST: Statement = {
  name: 'webhook_list',
  text: `SELECT ${columns()} FROM webhook WHERE user_id = $1 AND (created_ms, webhook_id) > ($2, $3::uuid) ORDER BY created_ms, webhook_id LIMIT $4`,
};

export const FIND: Statement = { name: 'webhook_find', text: `SELECT ${columns()} FROM webhook WHERE user_id = $1 AND webhook_id = $2` };

export const CHANGE: Statement = {
  name: 'webhook_change',
  text: `
    UPDATE webhook SET url = coalesce($3, url), events = coalesce($4::text[], events), active = coalesce($5, active),
      disabled_reason = CASE WHEN $5 THEN NULL ELSE disabled_reason END, failures = CASE WHEN $5 THEN 0 ELSE failures END,
      failing_since_ms = CASE WHEN $5 THEN NULL ELSE failing_since_ms END
    WHERE user_id = $1 AND webhook_id = $2 RETURNING ${columns()}`,
};

export const ROTATE: Statement = {
  name: 'webhook_rotate',
  text: `
    UPDATE webhook SET former_secret = secret, former_until_ms = $4, secret = $3
    WHERE user_id = $1 AND webhook_id = $2 AND coalesce(former_until_ms, 0) <= $5 RETURNING ${columns()}`,
};

export const REMOVE: Statement = { name: 'webhook_remove', text: 'DELETE FROM webhook WHERE user_id = $1 AND webhook_id = $2 RETURNING 1' };

export const DELIVERIES: Statement = {
  name: 'webhook_deliveries',
  text: `
    SELECT ${DELIVERY} FROM webhook_delivery AS d
    WHERE d.webhook_id = $1 AND (d.created_ms, d.delivery_id) < ($2, $3::uuid) ORDER BY d.created_ms DESC, d.delivery_id DESC LIMIT $4`,
};

export const SEND: Statement = {
  name: 'webhook_send',
  text: `
    INSERT INTO webhook_delivery (delivery_id, webhook_id, created_ms, due_ms, type, body) SELECT $1, $2, $3, $3, $4, $5
    WHERE NOT EXISTS (SELECT FROM webhook_delivery WHERE webhook_id = $2 AND type = $4 AND state = 'pending') RETURNING 1`,
};

export const AGAIN: Statement = {
  name: 'webhook_again',
  text: `
    UPDATE webhook_delivery AS d SET state = 'pending', attempts = 0, due_ms = $3, ended_ms = NULL
    WHERE d.webhook_id = $1 AND d.delivery_id = $2 AND d.state <> 'pending' RETURNING ${DELIVERY}`,
};

export const NOTIFY: Statement = { name: 'webhook_notify', text: 'SELECT pg_notify($1, $2)' };

export const DUE: Statement = {
  name: 'webhook_due',
  text: `
    SELECT d.delivery_id, d.attempts, d.due_ms FROM webhook_delivery AS d JOIN webhook AS w ON w.webhook_id = d.webhook_id AND w.active
    WHERE d.state = 'pending' AND d.due_ms <= $1 ORDER BY d.due_ms LIMIT $2`,
};

export const TAKE: Statement = {
  name: 'webhook_take',
  text: `
    SELECT ${DELIVERY}, ${columns('w.')} FROM webhook_delivery AS d JOIN webhook AS w ON w.webhook_id = d.webhook_id
    WHERE d.delivery_id = $1 AND d.state = 'pending' AND w.active`,
};

export const POSTPONE: Statement = {
  name: 'webhook_postpone',
  text: `UPDATE webhook_delivery SET due_ms = $3 WHERE delivery_id = $1 AND attempts = $2 AND state = 'pending' RETURNING 1`,
};

// By the number of attempts: of two that made the same one, the second keeps nothing.
export const SETTLE: Statement = {
  name: 'webhook_settle',
  text: `
    UPDATE webhook_delivery SET state = $3, attempts = $4, due_ms = $5, ended_ms = CASE WHEN $3 = 'pending' THEN NULL ELSE $5::bigint END, log = $6::json
    WHERE delivery_id = $1 AND attempts = $2 AND state = 'pending' RETURNING 1`,
};

export const DELIVERED: Statement = { name: 'webhook_delivered', text: 'UPDATE webhook SET failures = 0, failing_since_ms = NULL WHERE webhook_id = $1' };

export const FAILED: Statement = { name: 'webhook_failed', text: 'UPDATE webhook SET failures = failures + 1, failing_since_ms = coalesce(failing_since_ms, $2) WHERE webhook_id = $1' };

export const DISABLE: Statement = {
  name: 'webhook_disable',
  text: `
    WITH off AS (UPDATE webhook SET active = false, disabled_reason = $2 WHERE webhook_id = $1)
    UPDATE webhook_delivery SET state = 'failed', ended_ms = due_ms WHERE webhook_id = $1 AND state = 'pending'`,
};

export const FORGET: Statement = {
  name: 'webhook_forget',
  text: `WITH gone AS (DELETE FROM webhook_delivery WHERE created_ms < $1 RETURNING 1) SELECT count(*)::int FROM gone`,
};
