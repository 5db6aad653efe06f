import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users said of anomalies. Anomalies themselves have no table: they follow from the series. */
export class UserAnomalies1763802200000 implements MigrationInterface {
  name = 'UserAnomalies1763802200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE user_anomaly_choice (
        user_id bigint NOT NULL,
        name text NOT NULL,
        value jsonb NOT NULL,
        chosen_ms bigint NOT NULL,
        event_id uuid NOT NULL,
        PRIMARY KEY (user_id, name)
      );
      COMMENT ON COLUMN user_anomaly_choice.name IS 'a setting, or state: or useful: and a finding; the latest word of each';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE user_anomaly_choice;');
  }
}
