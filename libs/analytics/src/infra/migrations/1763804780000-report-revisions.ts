import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Reports may be made anew and count how often. All users' hours are added up again, for those so far took whoever was not known for not spam.
 */
export class ReportRevisions1763804780000 implements MigrationInterface {
  name = 'ReportRevisions1763804780000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE report ADD COLUMN revision integer NOT NULL DEFAULT 1;
      COMMENT ON COLUMN report.revision IS 'from 1 on; made_ms is of the latest';
      UPDATE analytics_rollup SET position = 0, received_ms = 0, until_hour = 0;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE report DROP COLUMN revision;');
  }
}
