import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Calls of an hour are found without reading a week of the log: a summary of each few pages, nothing for each event. */
export class EventsByHour1763802000000 implements MigrationInterface {
  name = 'EventsByHour1763802000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX event_occurred ON event USING brin (occurred_ms) WITH (pages_per_range = 32, autosummarize = on)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_occurred');
  }
}
