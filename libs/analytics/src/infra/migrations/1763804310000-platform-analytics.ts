import type { MigrationInterface, QueryRunner } from 'typeorm';

/** All users' hours and the busiest numbers of their days. Not folded from events: the next job makes them anew. */
export class PlatformAnalytics1763804310000 implements MigrationInterface {
  name = 'PlatformAnalytics1763804310000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE analytics_hour (
        answered_ms bigint NOT NULL,
        hour integer PRIMARY KEY,
        timed_answered integer NOT NULL,
        spam_calls integer NOT NULL,
        spam_blocked integer NOT NULL,
        ai_judged integer NOT NULL,
        ai_settled integer NOT NULL,
        incoming integer[] NOT NULL,
        outgoing integer[] NOT NULL,
        categories integer[] NOT NULL
      );
      COMMENT ON COLUMN analytics_hour.hour IS 'hours since 1970-01-01T00:00Z; hours without a call have no row';
      COMMENT ON COLUMN analytics_hour.incoming IS 'by outcome: answered, rejected, missed, transferred, ai_handled';

      CREATE TABLE analytics_top_caller (
        day integer NOT NULL,
        caller_id bigint NOT NULL,
        calls integer NOT NULL,
        answered integer NOT NULL,
        blocked integer NOT NULL,
        last_ms bigint NOT NULL,
        PRIMARY KEY (day, caller_id)
      );
      COMMENT ON TABLE analytics_top_caller IS 'the numbers that called most on a UTC day, a hundred at most';

      CREATE TABLE analytics_rollup (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint NOT NULL,
        received_ms bigint NOT NULL,
        until_hour integer NOT NULL
      ) WITH (fillfactor = 10);
      INSERT INTO analytics_rollup (position, received_ms, until_hour) VALUES (0, 0, 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE analytics_rollup, analytics_top_caller, analytics_hour;');
  }
}
