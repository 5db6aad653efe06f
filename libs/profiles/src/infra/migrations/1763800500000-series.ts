import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Quarter-hour series per user. */
export class Series1763800500000 implements MigrationInterface {
  name = 'Series1763800500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_quarter (
        user_id bigint NOT NULL,
        answered_ms bigint NOT NULL,
        quarter integer NOT NULL,
        answered integer NOT NULL,
        rejected integer NOT NULL,
        missed integer NOT NULL,
        transferred integer NOT NULL,
        ai_handled integer NOT NULL,
        outgoing integer NOT NULL,
        interactions integer NOT NULL,
        security_events integer NOT NULL,
        PRIMARY KEY (user_id, quarter)
      ) WITH (fillfactor = 80);
      COMMENT ON COLUMN user_quarter.quarter IS 'quarter hours since 1970-01-01T00:00Z; outcomes count incoming calls';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_quarter;');
  }
}
