import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What became of recommendations before they were proposed again, for the statistics. */
export class PastRecommendations1763804830000 implements MigrationInterface {
  name = 'PastRecommendations1763804830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE recommendation_past (
        ended_ms bigint NOT NULL,
        seen boolean NOT NULL,
        rating smallint,
        helpful boolean,
        status text NOT NULL,
        kind text NOT NULL,
        measured json
      );
      COMMENT ON TABLE recommendation_past IS 'one row each time that one which had ended was proposed again; of no user';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE recommendation_past');
  }
}
