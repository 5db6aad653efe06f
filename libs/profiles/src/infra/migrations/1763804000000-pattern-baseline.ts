import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How the platform's users call, all together: what one user's patterns are compared with. */
export class PatternBaseline1763804000000 implements MigrationInterface {
  name = 'PatternBaseline1763804000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE pattern_baseline (
        singleton boolean PRIMARY KEY CHECK (singleton),
        baseline jsonb NOT NULL,
        made_ms bigint NOT NULL
      );
      COMMENT ON TABLE pattern_baseline IS 'made anew every night from a draw of users; holds sums, nothing of one user';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE pattern_baseline;');
  }
}
