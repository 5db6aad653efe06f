import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user's events add up to, and what the user chose. */
export class Profiles1763800400000 implements MigrationInterface {
  name = 'Profiles1763800400000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_profile (
        user_id bigint PRIMARY KEY,
        first_ms bigint NOT NULL,
        last_ms bigint NOT NULL,
        answered_ms bigint NOT NULL,
        timed_answered integer NOT NULL,
        interactions integer NOT NULL,
        security_events integer NOT NULL,
        incoming integer[] NOT NULL,
        outgoing integer[] NOT NULL
      ) WITH (fillfactor = 60);
      ALTER TABLE user_profile ALTER incoming SET STATISTICS 0, ALTER outgoing SET STATISTICS 0;

      CREATE TABLE user_preference (
        user_id bigint NOT NULL,
        name text NOT NULL,
        value jsonb NOT NULL,
        chosen_ms bigint NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (user_id, name)
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_preference, user_profile;');
  }
}
