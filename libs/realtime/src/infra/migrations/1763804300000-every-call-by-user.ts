import type { MigrationInterface, QueryRunner } from 'typeorm';

const make = (calls: string): string => `DROP INDEX event_user_calls; CREATE INDEX event_user_calls ON event (user_id, occurred_ms) WHERE ${calls}`;

/** The index on a user's calls has those without a number as well: an export wants them all. Who asks for numbers alone is served as before. */
export class EveryCallByUser1763804300000 implements MigrationInterface {
  name = 'EveryCallByUser1763804300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(make('direction IS NOT NULL'));
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(make('direction IS NOT NULL AND subject_id IS NOT NULL'));
  }
}
