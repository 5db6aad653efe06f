import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the calls add up to: per number, per number and user, and what users say of numbers. */
export class Callers1763800300000 implements MigrationInterface {
  name = 'Callers1763800300000';

  async up(runner: QueryRunner): Promise<void> {
    // Room in every page lets a counter be updated in place, without touching an index.
    await runner.query(`
      CREATE TABLE caller (
        caller_id bigint PRIMARY KEY,
        first_ms bigint NOT NULL,
        last_ms bigint NOT NULL,
        answered_ms bigint NOT NULL,
        timed_answered integer NOT NULL,
        timed integer NOT NULL,
        short integer NOT NULL,
        users integer NOT NULL,
        made integer[] NOT NULL,
        taken integer[] NOT NULL,
        durations integer[] NOT NULL,
        hours integer[] NOT NULL
      ) WITH (fillfactor = 60);
      -- Nobody searches by these, and the statistics of arrays are dear to collect.
      ALTER TABLE caller ALTER made SET STATISTICS 0, ALTER taken SET STATISTICS 0, ALTER durations SET STATISTICS 0, ALTER hours SET STATISTICS 0;
      COMMENT ON COLUMN caller.made IS 'calls the number made, by outcome: answered, rejected, missed, transferred, ai_handled';
      COMMENT ON COLUMN caller.users IS 'distinct users it had calls with';

      CREATE TABLE caller_user (
        caller_id bigint NOT NULL,
        user_id bigint NOT NULL,
        answered_ms bigint NOT NULL,
        first_ms bigint NOT NULL,
        last_ms bigint NOT NULL,
        made integer NOT NULL,
        taken integer NOT NULL,
        answered integer NOT NULL,
        call_times bigint[] NOT NULL,
        PRIMARY KEY (caller_id, user_id)
      ) WITH (fillfactor = 80);
      ALTER TABLE caller_user ALTER call_times SET STATISTICS 0;
      CREATE INDEX caller_user_user ON caller_user (user_id);

      CREATE TABLE caller_report (
        caller_id bigint NOT NULL,
        user_id bigint NOT NULL,
        label smallint NOT NULL,
        category smallint,
        reported_ms bigint NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (caller_id, user_id)
      );
      COMMENT ON COLUMN caller_report.label IS 'the latest label this user gave: spam, not_spam, unsure';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE caller_report, caller_user, caller;');
  }
}
