import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The features of the two built-in models that can learn from the history. */
export class HistoryFeatures1763800850000 implements MigrationInterface {
  name = 'HistoryFeatures1763800850000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      UPDATE model SET training_config = training_config || '{"featureSet": "caller_at_call"}'
      WHERE built_in AND name IN ('spam_classifier', 'anomaly_detector')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`UPDATE model SET training_config = training_config - 'featureSet' WHERE built_in`);
  }
}
