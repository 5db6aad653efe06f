import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  ALTER TABLE model_version ADD COLUMN profile jsonb;
  COMMENT ON COLUMN model_version.profile IS 'what features and scores looked like in training: the other side of drift';

  CREATE TABLE prediction (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model text NOT NULL,
    version integer NOT NULL,
    served_ms bigint NOT NULL,
    reference text,
    caller_id bigint,
    user_id bigint,
    vector bytea NOT NULL,
    outcome double precision[] NOT NULL,
    label double precision,
    labelled_ms bigint,
    shadow_version integer,
    shadow_outcome double precision[],
    paired_version integer
  );
  CREATE INDEX prediction_recent ON prediction (model, version, id);
  CREATE INDEX prediction_labelled ON prediction (model, version, labelled_ms) WHERE labelled_ms IS NOT NULL;
  CREATE INDEX prediction_reference ON prediction (model, reference) WHERE reference IS NOT NULL;
  CREATE INDEX prediction_call ON prediction (caller_id, user_id) WHERE caller_id IS NOT NULL;
  COMMENT ON COLUMN prediction.vector IS 'the features as the model saw them, doubles, little-endian; NaN is missing';
  COMMENT ON COLUMN prediction.outcome IS 'what was answered: a probability for each class in their order, or the value, or the anomaly score';
  COMMENT ON COLUMN prediction.label IS 'what it turned out to be: index of the class, or the target';
  COMMENT ON COLUMN prediction.paired_version IS 'the challenger whose promotion test has counted this row';

  CREATE TABLE model_alert (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model text NOT NULL REFERENCES model,
    version integer NOT NULL,
    kind text NOT NULL,
    subject text NOT NULL,
    value double precision NOT NULL,
    threshold double precision NOT NULL,
    raised_ms bigint NOT NULL,
    cleared_ms bigint
  );
  CREATE UNIQUE INDEX model_alert_open ON model_alert (model, version, kind, subject) WHERE cleared_ms IS NULL;
  COMMENT ON COLUMN model_alert.subject IS 'the feature that drifted, or the figure that fell';

  CREATE TABLE model_promotion_test (
    model text NOT NULL REFERENCES model,
    champion integer NOT NULL,
    challenger integer NOT NULL,
    state jsonb NOT NULL,
    updated_ms bigint NOT NULL,
    PRIMARY KEY (model, champion, challenger)
  );

  CREATE TABLE model_audit (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    model text NOT NULL REFERENCES model,
    version integer,
    action text NOT NULL,
    acted_ms bigint NOT NULL,
    acted_by text NOT NULL,
    reason text NOT NULL,
    details jsonb NOT NULL DEFAULT '{}'
  );
  CREATE INDEX model_audit_model ON model_audit (model, id);
`;

/** What models said once they were served, what came of it, and every step that was taken for it. */
export class ModelWatching1763800800000 implements MigrationInterface {
  name = 'ModelWatching1763800800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(TABLES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE model_audit, model_promotion_test, model_alert, prediction; ALTER TABLE model_version DROP COLUMN profile;');
  }
}
