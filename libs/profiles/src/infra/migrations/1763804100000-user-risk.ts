import type { MigrationInterface, QueryRunner } from 'typeorm';

const FOUND = `
  CREATE TABLE threat_finding (
    user_id bigint NOT NULL,
    at_ms bigint NOT NULL,
    found_ms bigint NOT NULL,
    kind text NOT NULL,
    severity text NOT NULL,
    evidence json NOT NULL,
    PRIMARY KEY (user_id, kind, at_ms)
  );
  COMMENT ON TABLE threat_finding IS 'what alerts were raised of; each once';

  CREATE TABLE risk_distribution (
    component text PRIMARY KEY,
    computed_ms bigint NOT NULL,
    users integer NOT NULL,
    cuts double precision[] NOT NULL
  );
  COMMENT ON COLUMN risk_distribution.cuts IS 'scores that 0, 1, … 100 % of the users do not exceed; no row of fewer than 20 users';
`;

/** Security events as state, what was found in them, and how users' risks are spread. */
export class UserRisk1763804100000 implements MigrationInterface {
  name = 'UserRisk1763804100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE security_hour (
        user_id bigint NOT NULL,
        first_ms bigint NOT NULL,
        last_ms bigint NOT NULL,
        records bigint NOT NULL,
        hour integer NOT NULL,
        events integer NOT NULL,
        class smallint NOT NULL,
        severity smallint NOT NULL,
        PRIMARY KEY (user_id, hour, class, severity)
      ) WITH (fillfactor = 80);
      CREATE INDEX security_hour_recent ON security_hour (hour, user_id);
      COMMENT ON COLUMN security_hour.class IS 'index of SECURITY_CLASSES; user 0 is the platform';

      CREATE TABLE security_step (
        user_id bigint NOT NULL,
        first_ms bigint NOT NULL,
        last_ms bigint NOT NULL,
        records bigint NOT NULL,
        minute integer NOT NULL,
        events integer NOT NULL,
        class smallint NOT NULL,
        address bytea NOT NULL,
        device bytea NOT NULL,
        country text NOT NULL,
        PRIMARY KEY (user_id, minute, class, address, device, country)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN security_step.address IS 'keyed hash of a network address; empty where the sender named none, as device and country';

      CREATE TABLE security_origin (
        user_id bigint NOT NULL,
        first_ms bigint NOT NULL,
        origin bytea NOT NULL,
        PRIMARY KEY (user_id, origin)
      );
      COMMENT ON TABLE security_origin IS 'addresses and devices, hashed, that users signed in from, and since when';
    `);
    await runner.query(FOUND);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE risk_distribution, threat_finding, security_origin, security_step, security_hour;');
  }
}
