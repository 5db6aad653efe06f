import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Suspicious numbers by public hash, as the latest batch judged them. Like `caller_score` no replay touches it. */
export class CallerLookup1763801500000 implements MigrationInterface {
  name = 'CallerLookup1763801500000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller_score ADD COLUMN category smallint;
      COMMENT ON COLUMN caller_score.category IS 'of what most reports speak, unless neither spam nor suspicious';

      CREATE TABLE caller_lookup (
        hash bytea PRIMARY KEY,
        verdict smallint NOT NULL,
        category smallint
      );
      COMMENT ON TABLE caller_lookup IS 'published to every user; must never hold another number, nor a surrogate id';

      CREATE TABLE caller_lookup_list (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        bits smallint NOT NULL,
        entries integer NOT NULL,
        judged_ms bigint NOT NULL,
        published_ms bigint NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_lookup_list, caller_lookup; ALTER TABLE caller_score DROP COLUMN category;');
  }
}
