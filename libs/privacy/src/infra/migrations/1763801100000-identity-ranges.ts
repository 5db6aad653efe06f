import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The block of 10,000 of every number. Those registered before get theirs from `FillRanges`, which needs the key. */
export class IdentityRanges1763801100000 implements MigrationInterface {
  name = 'IdentityRanges1763801100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE identity ADD range_10000 bytea;
      CREATE INDEX identity_range_10000 ON identity (range_10000) WHERE range_10000 IS NOT NULL;
      CREATE INDEX identity_without_range ON identity (id) WHERE kind = 2 AND range_10000 IS NULL;
      DROP INDEX identity_range_100;
      COMMENT ON COLUMN identity.range_10000 IS 'keyed index of the number without its last four digits; empty where it is too short; null where nobody has looked yet';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE INDEX identity_range_100 ON identity (range_100) WHERE range_100 IS NOT NULL;
      ALTER TABLE identity DROP range_10000;
    `);
  }
}
