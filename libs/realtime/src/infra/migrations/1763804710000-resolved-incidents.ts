import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds the incidents that are old enough to go. */
export class ResolvedIncidents1763804710000 implements MigrationInterface {
  name = 'ResolvedIncidents1763804710000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`CREATE INDEX incident_resolved ON incident (resolved_ms) WHERE state = 'resolved'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX incident_resolved');
  }
}
