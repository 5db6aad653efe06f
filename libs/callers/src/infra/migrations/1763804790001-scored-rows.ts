import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which rows a batch has read tells what came in after it, whenever it happened. */
export class ScoredRows1763804790001 implements MigrationInterface {
  name = 'ScoredRows1763804790001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller_scoring ADD COLUMN began_xid xid8;
      COMMENT ON COLUMN caller_scoring.began_xid IS 'rows of transactions before it were read as they are now; null: not known';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE caller_scoring DROP COLUMN began_xid;');
  }
}
