import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reports are looked at once more when numbers were scored after they were made; those that are there are left as their readers know them. */
export class ReportReviews1763804790000 implements MigrationInterface {
  name = 'ReportReviews1763804790000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE report ADD COLUMN reviewed_ms bigint DEFAULT 0;
      ALTER TABLE report ALTER COLUMN reviewed_ms DROP DEFAULT;
      COMMENT ON COLUMN report.reviewed_ms IS 'when it was summed up again by itself, after numbers were scored; null: not yet; 0: it is older than that';
      CREATE INDEX report_unreviewed ON report (report_id) WHERE reviewed_ms IS NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE report DROP COLUMN reviewed_ms;');
  }
}
