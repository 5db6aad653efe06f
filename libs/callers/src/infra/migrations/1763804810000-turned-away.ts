import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How many calls of a number a user turned away. No row is rewritten: of those there are it stays unknown until a replay. */
export class TurnedAway1763804810000 implements MigrationInterface {
  name = 'TurnedAway1763804810000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller_user ADD COLUMN turned_away integer, ADD COLUMN last_turned_away_ms bigint;
      ALTER TABLE newcomer_caller_user ADD COLUMN turned_away integer, ADD COLUMN last_turned_away_ms bigint;
      COMMENT ON COLUMN caller_user.turned_away IS 'calls the number made that the user rejected or hung up on within ten seconds; null where calls were added up before it was counted';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller_user DROP COLUMN turned_away, DROP COLUMN last_turned_away_ms;
      ALTER TABLE newcomer_caller_user DROP COLUMN turned_away, DROP COLUMN last_turned_away_ms;
    `);
  }
}
