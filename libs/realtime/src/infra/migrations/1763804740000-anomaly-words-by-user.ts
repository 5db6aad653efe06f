import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a user said of anomalies is found without reading a partition of the log. It is rare, and other events never touch the index. */
export class AnomalyWordsByUser1763804740000 implements MigrationInterface {
  name = 'AnomalyWordsByUser1763804740000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX event_anomaly_words ON event (user_id, received_ms) WHERE kind = 11');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX event_anomaly_words');
  }
}
