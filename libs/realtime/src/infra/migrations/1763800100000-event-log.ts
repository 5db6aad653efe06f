import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The event log: events by week of receipt, their ids for ever, and how far the folds have read. */
export class EventLog1763800100000 implements MigrationInterface {
  name = 'EventLog1763800100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE event (
        position bigint NOT NULL,
        occurred_ms bigint NOT NULL,
        received_ms bigint NOT NULL,
        user_id bigint NOT NULL,
        subject_id bigint,
        duration_ms integer,
        partition smallint NOT NULL,
        kind smallint NOT NULL,
        direction smallint,
        outcome smallint,
        local_hour smallint,
        event_id uuid NOT NULL,
        details bytea
      ) PARTITION BY RANGE (received_ms);
      CREATE INDEX event_partition_position ON event (partition, position);
      CREATE INDEX event_subject ON event (subject_id, received_ms) WHERE subject_id IS NOT NULL;
      COMMENT ON COLUMN event.subject_id IS 'the caller of a call, the number a feedback is about';
      COMMENT ON COLUMN event.details IS 'sealed JSON of the fields that have no column';

      CREATE TABLE event_id (id uuid PRIMARY KEY);

      CREATE TABLE log_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        position bigint NOT NULL,
        received_ms bigint NOT NULL
      ) WITH (fillfactor = 10);
      INSERT INTO log_head (position, received_ms) VALUES (0, 0);

      CREATE TABLE fold_position (
        partition smallint PRIMARY KEY,
        position bigint NOT NULL,
        received_ms bigint NOT NULL,
        until bigint NOT NULL DEFAULT 9223372036854775807
      ) WITH (fillfactor = 10);
      COMMENT ON COLUMN fold_position.until IS 'folding goes no further than this position';
      INSERT INTO fold_position SELECT n, 0, 0 FROM generate_series(0, 15) AS n;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE fold_position, log_head, event_id, event;');
  }
}
