import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was asked for under each Idempotency-Key. No user, number or text: keyed digests. */
export class IdempotentActs1763801820000 implements MigrationInterface {
  name = 'IdempotentActs1763801820000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotent_act (
        act uuid PRIMARY KEY,
        digest bytea NOT NULL,
        first_ms bigint NOT NULL
      );
      COMMENT ON COLUMN idempotent_act.digest IS 'of the body that came first under the key';
      CREATE INDEX idempotent_act_first ON idempotent_act (first_ms);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotent_act');
  }
}
