import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The outbox of the live stream: written with what it tells of, numbered once that is committed, kept for a day. */
export class LiveEvents1763804410000 implements MigrationInterface {
  name = 'LiveEvents1763804410000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE live_event (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        seq bigint,
        at_ms bigint NOT NULL,
        user_id bigint NOT NULL,
        type text NOT NULL,
        data bytea NOT NULL
      );
      COMMENT ON COLUMN live_event.data IS 'sealed JSON';
      COMMENT ON COLUMN live_event.seq IS 'its place in the stream: given after commit, so that no place is seen before an earlier one';
      CREATE UNIQUE INDEX live_event_seq ON live_event (seq) WHERE seq IS NOT NULL;
      CREATE INDEX live_event_fresh ON live_event (id) WHERE seq IS NULL;
      CREATE INDEX live_event_old ON live_event (at_ms);

      CREATE TABLE live_head (
        only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
        seq bigint NOT NULL,
        forgotten_seq bigint NOT NULL
      ) WITH (fillfactor = 10);
      COMMENT ON COLUMN live_head.forgotten_seq IS 'events up to this place are not kept any more';
      INSERT INTO live_head (seq, forgotten_seq) VALUES (0, 0);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE live_head, live_event');
  }
}
