import type { Statement } from '#platform/database';

export const ADD_PREDICTIONS: Statement = {
  name: 'prediction_add',
  text: `
    INSERT INTO prediction (model, version, served_ms, reference, caller_id, user_id, vector, outcome)
    SELECT t.model, t.version, t.served_ms, t.reference, t.caller_id, t.user_id, substring($10::bytea FROM t.begins FOR t.length), t.outcome::double precision[]
    FROM unnest($1::text[], $2::integer[], $3::bigint[], $4::text[], $5::bigint[], $6::bigint[], $7::text[], $8::integer[], $9::integer[])
      AS t(model, version, served_ms, reference, caller_id, user_id, outcome, begins, length)`,
};

export const RECENT: Statement = {
  name: 'prediction_recent',
  text: 'SELECT id, served_ms, vector, outcome, label FROM prediction WHERE model = $1 AND version = $2 ORDER BY id DESC LIMIT $3',
};

export const LABELLED: Statement = {
  name: 'prediction_labelled',
  text: `
    SELECT id, served_ms, vector, outcome, label FROM prediction
    WHERE model = $1 AND version = $2 AND labelled_ms IS NOT NULL ORDER BY labelled_ms DESC, id DESC LIMIT $3`,
};

export const OUTCOMES: Statement = {
  name: 'prediction_outcomes',
  text: `
    SELECT served_ms, outcome, label FROM prediction
    WHERE model = $1 AND version = $2 AND labelled_ms IS NOT NULL ORDER BY labelled_ms DESC, id DESC LIMIT $3`,
};

export const VERSIONS_OF: Statement = {
  name: 'prediction_versions',
  text: 'SELECT reference, array_agg(DISTINCT version::bigint) FROM prediction WHERE model = $1 AND reference = ANY($2::text[]) GROUP BY reference',
};

// Rows are locked in the order of their ids, here and below: labels of one batch never wait for those of another in a circle.
export const LABEL_REFERENCES: Statement = {
  name: 'prediction_label_references',
  text: `
    WITH found AS MATERIALIZED (
      SELECT p.id, t.label FROM unnest($2::text[], $3::integer[], $4::double precision[]) AS t(reference, version, label)
      JOIN prediction AS p ON p.model = $1 AND p.reference = t.reference AND p.version = t.version
      ORDER BY p.id FOR UPDATE OF p
    )
    UPDATE prediction AS p SET label = f.label, labelled_ms = $5 FROM found AS f WHERE p.id = f.id`,
};

// One class alone is an anomaly's score or a regression's value, and more than two are not about spam.
export const LABEL_CALLS: Statement = {
  name: 'prediction_label_calls',
  text: `
    WITH found AS MATERIALIZED (
      SELECT p.id, t.label, t.said_ms FROM unnest($1::bigint[], $2::bigint[], $3::double precision[], $4::bigint[]) AS t(caller_id, user_id, label, said_ms)
      JOIN prediction AS p ON p.caller_id = t.caller_id AND p.user_id = t.user_id
      WHERE p.served_ms <= t.said_ms AND cardinality(p.outcome) = 2 AND (p.labelled_ms IS NULL OR p.labelled_ms <= t.said_ms)
      ORDER BY p.id FOR UPDATE OF p
    )
    UPDATE prediction AS p SET label = f.label, labelled_ms = f.said_ms FROM found AS f WHERE p.id = f.id`,
};

/** The latest prediction that is one too many, of each model that has so many. */
export const SURPLUS: Statement = {
  name: 'prediction_surplus',
  text: `
    WITH full_log AS MATERIALIZED (SELECT model FROM prediction GROUP BY model HAVING count(*) > $1)
    SELECT f.model, s.id FROM full_log AS f
    CROSS JOIN LATERAL (SELECT id FROM prediction WHERE model = f.model ORDER BY id DESC OFFSET $1 LIMIT 1) AS s`,
};

/** In parts: one long transaction would hold up those who label, and the vacuum. */
export const DELETE_SOME: Statement = {
  name: 'prediction_delete',
  text: `
    WITH gone AS (
      DELETE FROM prediction WHERE id IN (SELECT id FROM prediction WHERE model = $1 AND id <= $2 LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id
    )
    SELECT count(*) FROM gone`,
};
