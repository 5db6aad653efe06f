import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What reports weigh by their authors, and disputes of them. Only `caller_dispute` is folded from events; the rest a job derives. */
export class Crowd1763801200000 implements MigrationInterface {
  name = 'Crowd1763801200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE reporter_arrival (last_id bigint PRIMARY KEY, at_ms bigint NOT NULL);
      COMMENT ON TABLE reporter_arrival IS 'ids above last_id were given to nobody before at_ms, whatever their events say of earlier times';

      CREATE TABLE reporter_record (
        user_id bigint PRIMARY KEY,
        known_ms bigint NOT NULL,
        agreed integer NOT NULL,
        disagreed integer NOT NULL
      );
      COMMENT ON COLUMN reporter_record.agreed IS 'labels that those who spoke later on the same number bore out';

      CREATE TABLE reporter_weight (
        user_id bigint NOT NULL,
        from_ms bigint NOT NULL,
        weight smallint NOT NULL,
        known_ms bigint NOT NULL,
        PRIMARY KEY (user_id, from_ms)
      );
      COMMENT ON COLUMN reporter_weight.weight IS 'per mille that the record leaves of a report, from from_ms on; age and calls at the report come on top';

      CREATE TABLE caller_dispute (
        dispute_id uuid PRIMARY KEY,
        caller_id bigint NOT NULL,
        opened_ms bigint,
        deadline_ms bigint,
        details bytea,
        resolved_ms bigint,
        outcome smallint,
        resolution bytea,
        resolution_id uuid
      );
      CREATE INDEX caller_dispute_caller ON caller_dispute (caller_id);
      CREATE INDEX caller_dispute_open ON caller_dispute (deadline_ms, dispute_id) WHERE resolved_ms IS NULL;
      COMMENT ON COLUMN caller_dispute.opened_ms IS 'null where the decision was folded before the opening';
      COMMENT ON COLUMN caller_dispute.outcome IS '0 upheld, 1 rejected';
      COMMENT ON COLUMN caller_dispute.details IS 'sealed JSON of the opening; resolution of the decision';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_dispute, reporter_weight, reporter_record, reporter_arrival;');
  }
}
