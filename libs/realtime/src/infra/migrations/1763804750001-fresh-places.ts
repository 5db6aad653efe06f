import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which users of today count with a number while the service is young: so many as have a place. */
export class FreshPlaces1763804750001 implements MigrationInterface {
  name = 'FreshPlaces1763804750001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE fresh_place (caller_id bigint NOT NULL, place smallint NOT NULL, user_id bigint NOT NULL, at_ms bigint NOT NULL, PRIMARY KEY (caller_id, place), UNIQUE (caller_id, user_id));
      COMMENT ON TABLE fresh_place IS 'users who had come within a day when they had their first call with the number, in order; no more than so many of a number count in a young service';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fresh_place;');
  }
}
