import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the calls of a number were heard to say, as keys that nobody can read back. Folded from events. */
export class CallerHints1763801300000 implements MigrationInterface {
  name = 'CallerHints1763801300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE caller_hint (
        caller_id bigint PRIMARY KEY,
        callbacks bytea[] NOT NULL,
        scripts bytea[] NOT NULL
      ) WITH (fillfactor = 80);
      ALTER TABLE caller_hint ALTER callbacks SET STATISTICS 0, ALTER scripts SET STATISTICS 0;
      COMMENT ON COLUMN caller_hint.callbacks IS 'keyed indexes of numbers it asked to be called back at, the least ones';
      COMMENT ON COLUMN caller_hint.scripts IS 'MinHash signatures of what it said, 128 big-endian words each, the least ones';

      CREATE INDEX IF NOT EXISTS identity_range_1000 ON identity (range_1000) WHERE range_1000 IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX IF EXISTS identity_range_1000; DROP TABLE caller_hint;');
  }
}
