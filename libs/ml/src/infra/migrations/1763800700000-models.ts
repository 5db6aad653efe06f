import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  CREATE TABLE model (
    name text PRIMARY KEY,
    model_type text NOT NULL,
    algorithm text NOT NULL,
    hyperparameters jsonb NOT NULL,
    training_config jsonb NOT NULL,
    built_in boolean NOT NULL,
    created_ms bigint NOT NULL,
    created_by text NOT NULL
  );

  CREATE TABLE model_artifact (
    id uuid PRIMARY KEY,
    sha256 bytea NOT NULL,
    bytes bytea NOT NULL,
    created_ms bigint NOT NULL
  );
  -- Compressing numbers costs time and saves little.
  ALTER TABLE model_artifact ALTER bytes SET STORAGE EXTERNAL;

  CREATE TABLE model_version (
    name text NOT NULL REFERENCES model,
    version integer NOT NULL,
    artifact_id uuid NOT NULL REFERENCES model_artifact,
    job_id text UNIQUE,
    passport jsonb NOT NULL,
    created_ms bigint NOT NULL,
    PRIMARY KEY (name, version)
  );
  COMMENT ON COLUMN model_version.job_id IS 'the training job it came from: a job run twice makes one version';

  CREATE TABLE model_alias (
    name text NOT NULL,
    alias text NOT NULL,
    version integer NOT NULL,
    PRIMARY KEY (name, alias),
    FOREIGN KEY (name, version) REFERENCES model_version
  );

  CREATE TABLE model_alias_change (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL,
    alias text NOT NULL,
    version integer,
    changed_ms bigint NOT NULL,
    changed_by text NOT NULL,
    reason text NOT NULL
  );
  CREATE INDEX model_alias_change_name ON model_alias_change (name, id);
  COMMENT ON COLUMN model_alias_change.version IS 'which version holds the alias from then on; null: none';
`;

const BUILT_IN = `
  INSERT INTO model (name, model_type, algorithm, hyperparameters, training_config, built_in, created_ms, created_by) VALUES
    ('spam_classifier', 'classification', 'random_forest', '{}', '{}', true, 0, 'service'),
    ('anomaly_detector', 'anomaly', 'isolation_forest', '{}', '{}', true, 0, 'service'),
    ('behavior_predictor', 'classification', 'neural_network', '{}', '{}', true, 0, 'service'),
    ('time_series_forecaster', 'forecast', 'lstm', '{}', '{}', true, 0, 'service');
`;

/** The registry of models: names, versions that never change, aliases with their history, and the bytes behind them. */
export class Models1763800700000 implements MigrationInterface {
  name = 'Models1763800700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
    await runner.query(BUILT_IN);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_alias_change, model_alias, model_version, model_artifact, model;');
  }
}
