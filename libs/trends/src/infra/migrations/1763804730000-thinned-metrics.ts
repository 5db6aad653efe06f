import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Up to where metrics are kept by the hour alone. */
export class ThinnedMetrics1763804730000 implements MigrationInterface {
  name = 'ThinnedMetrics1763804730000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform_metric_thinned (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        until_quarter integer NOT NULL
      );
      COMMENT ON COLUMN platform_metric_thinned.until_quarter IS 'what was measured before stands in the row of the first quarter of its hour';
      INSERT INTO platform_metric_thinned (until_quarter) VALUES (0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE platform_metric_thinned');
  }
}
