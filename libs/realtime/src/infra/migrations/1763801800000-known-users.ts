import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when users are known: what tells newcomers. Whoever was there before it has been for long. */
export class KnownUsers1763801800000 implements MigrationInterface {
  name = 'KnownUsers1763801800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_user (user_id bigint PRIMARY KEY, known_ms bigint NOT NULL, came_ms bigint NOT NULL);
      COMMENT ON COLUMN known_user.known_ms IS 'when they came; of those who came while history was taken over, their first call';
      INSERT INTO known_user SELECT id, 0, 0 FROM identity WHERE kind = 1;
      CREATE INDEX known_user_known ON known_user (known_ms);
      CREATE INDEX known_user_came ON known_user (came_ms);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE known_user;');
  }
}
