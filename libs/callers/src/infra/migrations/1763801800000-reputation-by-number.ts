import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A block's reputation is summed from its numbers' when it is asked for: only theirs are kept. */
export class ReputationByNumber1763801800000 implements MigrationInterface {
  name = 'ReputationByNumber1763801800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM reputation WHERE length(key) <> 8;
      ALTER TABLE reputation ADD caller_id bigint;
      UPDATE reputation SET caller_id = ('x' || encode(key, 'hex'))::bit(64)::bigint;
      ALTER TABLE reputation DROP key;
      ALTER TABLE reputation ADD PRIMARY KEY (caller_id, fortnight);
      DROP INDEX identity_range_10000;
      CREATE INDEX identity_range_10000 ON identity (range_10000, id DESC) WHERE range_10000 IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX identity_range_10000;
      CREATE INDEX identity_range_10000 ON identity (range_10000) WHERE range_10000 IS NOT NULL;
      ALTER TABLE reputation ADD key bytea;
      UPDATE reputation SET key = int8send(caller_id);
      ALTER TABLE reputation DROP caller_id;
      ALTER TABLE reputation ADD PRIMARY KEY (key, fortnight);
    `);
  }
}
