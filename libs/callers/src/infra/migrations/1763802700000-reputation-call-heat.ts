import type { MigrationInterface, QueryRunner } from 'typeorm';

/** On which side a number stands in its blocks is told by its calls alone. */
export class ReputationCallHeat1763802700000 implements MigrationInterface {
  name = 'ReputationCallHeat1763802700000';

  // What is kept does not say which part of the heat was of calls; until a replay all of it is taken for that, as the blocks were counted so far.
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE reputation ADD call_heat bigint NOT NULL DEFAULT 0;
      UPDATE reputation SET call_heat = heat_bad - heat_good;
      COMMENT ON COLUMN reputation.call_heat IS 'heat of its calls alone, bad less good: its sign makes the number a bad or a good one of its blocks';
      COMMENT ON COLUMN block_reputation.bad_numbers IS 'how many of its numbers had more bad than good calls in the fortnight';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE reputation DROP call_heat;');
  }
}
