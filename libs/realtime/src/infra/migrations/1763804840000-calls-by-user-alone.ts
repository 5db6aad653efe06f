import type { MigrationInterface, QueryRunner } from 'typeorm';

const make = (more: string): string => `DROP INDEX event_user_calls; CREATE INDEX event_user_calls ON event (user_id, occurred_ms) ${more} WHERE direction IS NOT NULL`;

/** What profiles, patterns and summaries read of a user's calls is in the index itself: two hundred calls lie in as many pages of the log, and in a dozen of the index (ADR 67). */
export class CallsByUserAlone1763804840000 implements MigrationInterface {
  name = 'CallsByUserAlone1763804840000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(make('INCLUDE (event_id, subject_id, position, received_ms, duration_ms, kind, direction, outcome, local_hour)'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(make(''));
  }
}
