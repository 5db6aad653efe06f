import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user chose is found without reading a partition of the log. Choices are rare, and other events never touch the index. */
export class ChoicesByUser1763801700000 implements MigrationInterface {
  name = 'ChoicesByUser1763801700000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX event_choices ON event (user_id, received_ms) WHERE kind = 6');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_choices');
  }
}
