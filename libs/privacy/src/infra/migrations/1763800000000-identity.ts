import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who the surrogate ids stand for. No other table knows a number or a user id. */
export class Identity1763800000000 implements MigrationInterface {
  name = 'Identity1763800000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE identity (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        kind smallint NOT NULL,
        key_id smallint NOT NULL,
        blind_index bytea NOT NULL UNIQUE,
        range_10 bytea,
        range_100 bytea,
        range_1000 bytea,
        ciphertext bytea NOT NULL
      );
      CREATE INDEX identity_range_100 ON identity (range_100) WHERE range_100 IS NOT NULL;
      CREATE TABLE key_check (key_id smallint PRIMARY KEY, blind_index bytea NOT NULL);
      COMMENT ON COLUMN identity.kind IS '1 user, 2 phone number';
      COMMENT ON COLUMN identity.range_100 IS 'keyed index of the number without its last two digits';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE key_check; DROP TABLE identity;');
  }
}
