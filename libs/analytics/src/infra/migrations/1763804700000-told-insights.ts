import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which insights were told of each user, so that each is told once. */
export class ToldInsights1763804700000 implements MigrationInterface {
  name = 'ToldInsights1763804700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE told_insight (
        user_id bigint PRIMARY KEY,
        day integer NOT NULL,
        standing bytea NOT NULL
      ) WITH (fillfactor = 70);
      COMMENT ON COLUMN told_insight.day IS 'the last one looked at, in days since 1970-01-01 on the calendar of the user';
      COMMENT ON COLUMN told_insight.standing IS 'sealed JSON: keys of what held then';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE told_insight;');
  }
}
