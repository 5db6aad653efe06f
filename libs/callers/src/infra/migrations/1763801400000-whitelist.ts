import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users said of numbers on their whitelists. What is learned has no table: it follows from `caller_user`. */
export class Whitelist1763801400000 implements MigrationInterface {
  name = 'Whitelist1763801400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE whitelist_change (
        user_id bigint NOT NULL,
        caller_id bigint NOT NULL,
        changed_ms bigint NOT NULL,
        event_id uuid NOT NULL,
        details bytea NOT NULL,
        PRIMARY KEY (user_id, caller_id, changed_ms, event_id)
      );
      COMMENT ON COLUMN whitelist_change.details IS 'sealed: added, confirmed, removed or undone, until when, and the user''s note';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE whitelist_change;');
  }
}
