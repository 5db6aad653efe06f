import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What newcomers' calls add up to, beside everybody's: empty where nobody is new. */
export class NewcomerCallers1763801810000 implements MigrationInterface {
  name = 'NewcomerCallers1763801810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller ADD COLUMN others_first_ms bigint, ADD COLUMN others_last_ms bigint;
      UPDATE caller SET others_first_ms = first_ms, others_last_ms = last_ms;
      COMMENT ON COLUMN caller.others_first_ms IS 'first call with a user who was no newcomer; null where there was none, as others_last_ms is';
      CREATE TABLE newcomer_caller (LIKE caller INCLUDING DEFAULTS, PRIMARY KEY (caller_id)) WITH (fillfactor = 60);
      CREATE TABLE newcomer_caller_user (LIKE caller_user, PRIMARY KEY (caller_id, user_id)) WITH (fillfactor = 80);
      COMMENT ON TABLE newcomer_caller IS 'of what stands in caller, the part of users who were newcomers at the call';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE newcomer_caller_user, newcomer_caller; ALTER TABLE caller DROP COLUMN others_first_ms, DROP COLUMN others_last_ms;');
  }
}
