import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What calls and reports say of numbers and of the blocks around them, by fortnight. Folded from events. */
export class Reputation1763801110000 implements MigrationInterface {
  name = 'Reputation1763801110000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reputation (
        key bytea NOT NULL,
        fortnight smallint NOT NULL,
        heat_bad bigint NOT NULL,
        heat_good bigint NOT NULL,
        evidence_bad bigint NOT NULL,
        evidence_good bigint NOT NULL,
        users_low integer NOT NULL,
        users_high integer NOT NULL,
        numbers_low integer NOT NULL,
        numbers_high integer NOT NULL,
        PRIMARY KEY (key, fortnight)
      ) WITH (fillfactor = 75);
      COMMENT ON COLUMN reputation.key IS 'eight bytes: id of a number; sixteen: keyed index of a block';
      COMMENT ON COLUMN reputation.fortnight IS 'fortnights since 1970';
      COMMENT ON COLUMN reputation.heat_bad IS 'forward-decayed from the start of the fortnight, half-life 14 days, in 1/1024 calls';
      COMMENT ON COLUMN reputation.evidence_bad IS 'the same by a half-life of 120 days';
      COMMENT ON COLUMN reputation.users_low IS 'which of 64 cells the users fall into, two words';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE reputation;');
  }
}
