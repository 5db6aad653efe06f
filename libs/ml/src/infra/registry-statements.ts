import type { Statement } from '#platform/database';

const MODEL = 'm.name, m.model_type, m.algorithm, m.hyperparameters, m.training_config, m.built_in, m.created_ms, m.created_by';
const VERSION = 'name, version, artifact_id::text, passport, created_ms';
const ALIASES = `(SELECT coalesce(json_object_agg(a.alias, a.version), '{}') FROM model_alias AS a WHERE a.name = m.name)`;

export const REGISTER: Statement = {
  name: 'model_register',
  text: `
    INSERT INTO model (name, model_type, algorithm, hyperparameters, training_config, built_in, created_ms, created_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING name`,
};

export const FIND: Statement = { name: 'model_find', text: `SELECT ${MODEL} FROM model AS m WHERE m.name = $1` };

export const LIST: Statement = {
  name: 'model_list',
  text: `SELECT ${MODEL}, ${ALIASES}, (SELECT max(version) FROM model_version AS v WHERE v.name = m.name) FROM model AS m ORDER BY m.built_in DESC, m.name`,
};

export const ALIASES_OF: Statement = { name: 'model_aliases', text: 'SELECT alias, version FROM model_alias WHERE name = $1 ORDER BY alias' };

export const HISTORY: Statement = {
  name: 'model_alias_history',
  text: 'SELECT alias, version, changed_ms, changed_by, reason FROM model_alias_change WHERE name = $1 ORDER BY id DESC',
};

export const VERSIONS: Statement = { name: 'model_versions', text: `SELECT ${VERSION} FROM model_version WHERE name = $1 ORDER BY version DESC` };

export const VERSION_BY_NUMBER: Statement = { name: 'model_version_number', text: `SELECT ${VERSION} FROM model_version WHERE name = $1 AND version = $2` };

export const VERSION_BY_ALIAS: Statement = {
  name: 'model_version_alias',
  text: `SELECT ${VERSION} FROM model_version WHERE (name, version) = (SELECT name, version FROM model_alias WHERE name = $1 AND alias = $2)`,
};

export const ALIAS_HOLDER_AT: Statement = {
  name: 'model_alias_holder_at',
  text: `
    SELECT ${VERSION} FROM model_version WHERE (name, version) = (
      SELECT name, version FROM model_alias_change WHERE name = $1 AND alias = $2 AND changed_ms <= $3 ORDER BY id DESC LIMIT 1)`,
};

export const VERSION_OF_JOB: Statement = { name: 'model_version_job', text: `SELECT ${VERSION} FROM model_version WHERE job_id = $1` };

export const PROFILE_OF: Statement = { name: 'model_version_profile', text: 'SELECT profile FROM model_version WHERE name = $1 AND version = $2' };

/** A version is told its profile once. */
export const KEEP_PROFILE: Statement = {
  name: 'model_version_keep_profile',
  text: 'UPDATE model_version SET profile = $3::jsonb WHERE name = $1 AND version = $2 AND profile IS NULL RETURNING version',
};

/** Told the name of a model, at its commit, when an alias of it has changed. */
export const ALIAS_CHANNEL = 'model_alias_changed';

/** Held until the end of the transaction, so that two jobs never count up to the same version. */
export const LOCK_MODEL: Statement = { name: 'model_lock', text: 'SELECT name FROM model WHERE name = $1 FOR UPDATE' };

export const ADD_VERSION: Statement = {
  name: 'model_version_add',
  text: `
    INSERT INTO model_version (name, version, artifact_id, job_id, passport, created_ms, profile)
    SELECT $1, coalesce(max(version), 0) + 1, $2::uuid, $3, $4::jsonb, $5::bigint, $6::jsonb FROM model_version WHERE name = $1
    RETURNING ${VERSION}`,
};

export const SET_ALIAS: Statement = {
  name: 'model_alias_set',
  text: `
    WITH changed AS (
      INSERT INTO model_alias (name, alias, version) SELECT name, $2, version FROM model_version WHERE name = $1 AND version = $3
      ON CONFLICT (name, alias) DO UPDATE SET version = excluded.version RETURNING name, alias, version
    ), noted AS (
      INSERT INTO model_alias_change (name, alias, version, changed_ms, changed_by, reason)
      SELECT name, alias, version, $4::bigint, $5, $6 FROM changed RETURNING name
    )
    SELECT pg_notify('${ALIAS_CHANNEL}', name)::text FROM noted`,
};

/** A version that becomes champion is no challenger any more. */
export const END_ALIAS: Statement = {
  name: 'model_alias_end',
  text: `
    WITH ended AS (DELETE FROM model_alias WHERE name = $1 AND alias = $2 AND version = $3 RETURNING name, alias), noted AS (
      INSERT INTO model_alias_change (name, alias, version, changed_ms, changed_by, reason)
      SELECT name, alias, NULL, $4::bigint, $5, $6 FROM ended RETURNING name
    )
    SELECT pg_notify('${ALIAS_CHANNEL}', name)::text FROM noted`,
};
