import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The platform's hours, and reports that are looked at. Not folded from events: the next job makes them anew. */
export class Trends1763802010000 implements MigrationInterface {
  name = 'Trends1763802010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform_hour (
        answered_ms bigint NOT NULL,
        hour integer PRIMARY KEY,
        calls integer NOT NULL,
        incoming integer NOT NULL,
        answered integer NOT NULL,
        ai_handled integer NOT NULL,
        timed_answered integer NOT NULL,
        distinct_callers integer NOT NULL,
        spam_calls integer NOT NULL
      );
      COMMENT ON COLUMN platform_hour.hour IS 'hours since 1970-01-01T00:00Z; hours without a call have no row';

      CREATE TABLE platform_rollup (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint NOT NULL,
        received_ms bigint NOT NULL,
        until_hour integer NOT NULL
      ) WITH (fillfactor = 10);
      INSERT INTO platform_rollup (position, received_ms, until_hour) VALUES (0, 0, 0);

      CREATE TABLE trend_report (
        user_id bigint NOT NULL,
        asked_ms bigint NOT NULL,
        metric smallint NOT NULL,
        period smallint NOT NULL,
        digest text NOT NULL,
        report jsonb NOT NULL,
        PRIMARY KEY (user_id, metric, period)
      );
      CREATE INDEX trend_report_asked ON trend_report (asked_ms);
      COMMENT ON COLUMN trend_report.digest IS 'of the figures and the question it was made from';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE trend_report, platform_rollup, platform_hour;');
  }
}
