import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A user's calls are found without reading those of others: their numbers' calls may be calls to ten thousand users. */
export class CallsByUser1763804300000 implements MigrationInterface {
  name = 'CallsByUser1763804300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX event_user_call ON event (user_id, occurred_ms) WHERE direction IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_user_call');
  }
}
