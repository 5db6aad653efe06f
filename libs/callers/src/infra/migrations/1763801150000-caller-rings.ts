import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a number lets it ring. Folded from events that come from now on; a replay fills in what came before. */
export class CallerRings1763801150000 implements MigrationInterface {
  name = 'CallerRings1763801150000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE caller ADD COLUMN rings integer NOT NULL DEFAULT 0, ADD COLUMN short_rings integer NOT NULL DEFAULT 0;
      COMMENT ON COLUMN caller.rings IS 'missed calls it made of which it is known how long they rang; short_rings: those of them under three seconds';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE caller DROP COLUMN rings, DROP COLUMN short_rings;');
  }
}
