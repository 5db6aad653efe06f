import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports as they were made. Not folded from events: what a report said then, it says for good. */
export class Reports1763804600000 implements MigrationInterface {
  name = 'Reports1763804600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE report (
        report_id uuid PRIMARY KEY,
        user_id bigint NOT NULL,
        from_ms bigint NOT NULL,
        to_ms bigint NOT NULL,
        made_ms bigint NOT NULL,
        first_day integer NOT NULL,
        end_day integer NOT NULL,
        kind text NOT NULL,
        zone text NOT NULL,
        language text NOT NULL,
        document bytea NOT NULL,
        html bytea NOT NULL,
        pdf bytea NOT NULL,
        UNIQUE (user_id, kind, first_day)
      );
      COMMENT ON COLUMN report.user_id IS '0 for all users together';
      COMMENT ON COLUMN report.first_day IS 'days since 1970-01-01 on the calendar of the user; up to, and without, end_day';
      COMMENT ON COLUMN report.document IS 'sealed JSON, as html and pdf (base64) are sealed: figures of somebody''s calls are personal data';
      CREATE INDEX report_list ON report (user_id, to_ms, report_id);
      CREATE INDEX report_end ON report (to_ms);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE report;');
  }
}
