import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Standing checks on a user's series, what they have learnt, and the alerts they raised. */
export class Monitors1763802100000 implements MigrationInterface {
  name = 'Monitors1763802100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE monitor (
        monitor_id uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        created_ms bigint NOT NULL,
        due_ms bigint NOT NULL,
        sensitivity double precision NOT NULL,
        threshold_value double precision,
        since_hour integer NOT NULL,
        position_hour integer NOT NULL,
        interval_minutes integer NOT NULL,
        cooldown_minutes integer NOT NULL,
        paused boolean NOT NULL DEFAULT false,
        metric text NOT NULL,
        condition text NOT NULL,
        threshold_operator text,
        state json
      ) WITH (fillfactor = 50);
      COMMENT ON COLUMN monitor.position_hour IS 'the next hour to be read, in hours since 1970-01-01T00:00Z';
      COMMENT ON COLUMN monitor.since_hour IS 'hours before it are learnt from and never alert';
      CREATE INDEX monitor_user ON monitor (user_id, created_ms, monitor_id);
      CREATE INDEX monitor_due ON monitor (due_ms, monitor_id) WHERE NOT paused;

      CREATE TABLE monitor_alert (
        alert_id uuid PRIMARY KEY,
        monitor_id uuid NOT NULL,
        user_id bigint NOT NULL,
        raised_ms bigint NOT NULL,
        acknowledged_ms bigint,
        peak_value double precision NOT NULL,
        bound double precision,
        opened_hour integer NOT NULL,
        last_hour integer NOT NULL,
        peak_hour integer NOT NULL,
        hours integer NOT NULL,
        open boolean NOT NULL,
        metric text NOT NULL,
        condition text NOT NULL,
        contributions json NOT NULL,
        UNIQUE (monitor_id, opened_hour)
      );
      COMMENT ON TABLE monitor_alert IS 'one row an incident; it outlives its monitor';
      CREATE INDEX monitor_alert_user ON monitor_alert (user_id, opened_hour, alert_id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE monitor_alert, monitor');
  }
}
