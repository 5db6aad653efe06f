import type { MigrationInterface, QueryRunner } from 'typeorm';

const INCIDENTS = `
CREATE TABLE incident (
  incident_id uuid PRIMARY KEY,
  user_id bigint NOT NULL,
  first_ms bigint NOT NULL,
  last_ms bigint NOT NULL,
  opened_ms bigint NOT NULL,
  silence_ms bigint,
  snoozed_until_ms bigint,
  acknowledged_ms bigint,
  resolved_ms bigint,
  raises integer NOT NULL,
  state text NOT NULL,
  source text NOT NULL,
  kind text NOT NULL,
  severity text NOT NULL,
  key text NOT NULL,
  resolved_by text,
  details bytea NOT NULL
);
COMMENT ON COLUMN incident.user_id IS '0: of the platform';
COMMENT ON COLUMN incident.first_ms IS 'first_ms and last_ms are when it happened, opened_ms when it was found out';
COMMENT ON COLUMN incident.details IS 'sealed JSON of text and evidence';
COMMENT ON COLUMN incident.silence_ms IS 'without a raise for longer than this it is over';
CREATE UNIQUE INDEX incident_live ON incident (user_id, key) WHERE state <> 'resolved';
CREATE INDEX incident_by_key ON incident (user_id, key, opened_ms);
CREATE INDEX incident_by_user ON incident (user_id, opened_ms, incident_id);
CREATE INDEX incident_by_time ON incident (opened_ms, incident_id);
CREATE INDEX incident_silent ON incident (last_ms) WHERE state <> 'resolved' AND silence_ms IS NOT NULL;
`;

const RULES = `
CREATE TABLE alert_rule (
  rule_id uuid PRIMARY KEY,
  user_id bigint NOT NULL,
  created_ms bigint NOT NULL,
  threshold double precision NOT NULL,
  duration_minutes integer NOT NULL,
  cooldown_minutes integer NOT NULL,
  enabled boolean NOT NULL,
  on_what text NOT NULL,
  subject text NOT NULL,
  operator text NOT NULL,
  aggregation text NOT NULL,
  severity text NOT NULL,
  name bytea NOT NULL,
  filter json NOT NULL
);
COMMENT ON COLUMN alert_rule.name IS 'sealed: free text';
CREATE INDEX alert_rule_user ON alert_rule (user_id, created_ms, rule_id);

CREATE TABLE metric_sample (
  metric text NOT NULL,
  at_ms bigint NOT NULL,
  value double precision NOT NULL,
  PRIMARY KEY (metric, at_ms)
);
`;

/** What went wrong and how it stands, the rules that look for it, and the samples they look at. */
export class Incidents1763804400000 implements MigrationInterface {
  name = 'Incidents1763804400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(INCIDENTS);
    await runner.query(RULES);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE metric_sample, alert_rule, incident');
  }
}
