import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the stream processor sets aside and what it says of itself. */
export class Processing1763800200000 implements MigrationInterface {
  name = 'Processing1763800200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dead_letter (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        event_id uuid NOT NULL UNIQUE,
        partition smallint NOT NULL,
        position bigint NOT NULL,
        received_ms bigint NOT NULL,
        kind smallint NOT NULL,
        reason text NOT NULL,
        attempts integer NOT NULL,
        failed_ms bigint NOT NULL,
        state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'replaying', 'replayed'))
      );
      CREATE INDEX dead_letter_replaying ON dead_letter (id) WHERE state = 'replaying';

      CREATE TABLE processor (
        worker_id text NOT NULL,
        lane smallint NOT NULL,
        status text NOT NULL,
        partitions smallint[] NOT NULL,
        events bigint NOT NULL,
        errors bigint NOT NULL,
        events_per_second double precision NOT NULL,
        latency_counts bigint[] NOT NULL,
        recent_latency_counts bigint[] NOT NULL,
        latency_sum_ms double precision NOT NULL,
        started_ms bigint NOT NULL,
        heartbeat_ms bigint NOT NULL,
        PRIMARY KEY (worker_id, lane)
      ) WITH (fillfactor = 20);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE processor, dead_letter;');
  }
}
