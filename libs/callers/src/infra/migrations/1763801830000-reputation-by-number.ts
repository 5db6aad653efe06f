import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The narrow blocks' reputation is summed from their numbers' when it is asked for: kept are that of numbers, and of blocks of 10,000. */
export class ReputationByNumber1763801830000 implements MigrationInterface {
  name = 'ReputationByNumber1763801830000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE block_reputation (LIKE reputation INCLUDING DEFAULTS, PRIMARY KEY (key, fortnight)) WITH (fillfactor = 75);
      INSERT INTO block_reputation SELECT * FROM reputation WHERE key IN (SELECT range_10000 FROM identity WHERE range_10000 <> '');
      COMMENT ON COLUMN block_reputation.key IS 'keyed index of a block of 10,000 numbers';
      DELETE FROM reputation WHERE length(key) <> 8;
      ALTER TABLE reputation ADD caller_id bigint;
      UPDATE reputation SET caller_id = ('x' || encode(key, 'hex'))::bit(64)::bigint;
      ALTER TABLE reputation DROP key;
      ALTER TABLE reputation ADD PRIMARY KEY (caller_id, fortnight);
      ALTER TABLE block_reputation ADD bad_numbers integer NOT NULL DEFAULT 0, ADD good_numbers integer NOT NULL DEFAULT 0;
      UPDATE block_reputation AS b SET bad_numbers = s.bad, good_numbers = s.good
      FROM (
        SELECT i.range_10000 AS key, r.fortnight, count(*) FILTER (WHERE r.heat_bad > r.heat_good) AS bad, count(*) FILTER (WHERE r.heat_good > r.heat_bad) AS good
        FROM reputation AS r JOIN identity AS i ON i.id = r.caller_id GROUP BY 1, 2
      ) AS s
      WHERE s.key = b.key AND s.fortnight = b.fortnight;
      COMMENT ON COLUMN block_reputation.bad_numbers IS 'how many of its numbers had more bad than good marks in the fortnight';
      DROP INDEX identity_range_1000;
      CREATE INDEX identity_range_1000 ON identity (range_1000, id DESC) WHERE range_1000 IS NOT NULL;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX identity_range_1000;
      CREATE INDEX identity_range_1000 ON identity (range_1000) WHERE range_1000 IS NOT NULL;
      ALTER TABLE reputation ADD key bytea;
      UPDATE reputation SET key = int8send(caller_id);
      ALTER TABLE reputation DROP caller_id;
      ALTER TABLE reputation ADD PRIMARY KEY (key, fortnight);
      INSERT INTO reputation (${COLUMNS}) SELECT ${COLUMNS} FROM block_reputation;
      DROP TABLE block_reputation;
    `);
  }
}

const COLUMNS = 'key, fortnight, heat_bad, heat_good, evidence_bad, evidence_good, users_low, users_high, numbers_low, numbers_high';
