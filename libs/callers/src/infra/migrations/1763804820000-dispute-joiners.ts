import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whoever objects while a dispute is open joins it: folded from events. */
export class DisputeJoiners1763804820000 implements MigrationInterface {
  name = 'DisputeJoiners1763804820000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller_dispute ADD COLUMN objector bigint, ADD COLUMN standing smallint;
      COMMENT ON COLUMN caller_dispute.objector IS 'who opened it; null where that was folded before this was kept';
      COMMENT ON COLUMN caller_dispute.standing IS 'of the objector: 0 a system token vouched, 1 had calls with the number, 2 neither';

      CREATE TABLE dispute_joiner (
        event_id uuid PRIMARY KEY,
        dispute_id uuid NOT NULL,
        caller_id bigint NOT NULL,
        user_id bigint NOT NULL,
        standing smallint NOT NULL,
        joined_ms bigint NOT NULL,
        details bytea NOT NULL
      );
      CREATE INDEX dispute_joiner_dispute ON dispute_joiner (dispute_id, standing, joined_ms, event_id);
      COMMENT ON COLUMN dispute_joiner.details IS 'sealed JSON of what they say';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE dispute_joiner; ALTER TABLE caller_dispute DROP COLUMN objector, DROP COLUMN standing;');
  }
}
