import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest calls of a user are found without folding them once more: what they will do with the next rests on these. */
export class CallsByUser1763802900000 implements MigrationInterface {
  name = 'CallsByUser1763802900000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX event_user_calls ON event (user_id, occurred_ms) WHERE direction IS NOT NULL AND subject_id IS NOT NULL');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_user_calls');
  }
}
