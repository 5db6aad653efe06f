import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What users thought of alerts, and a way to the oldest ones, which are not kept for ever. */
export class AlertUsefulness1763802800000 implements MigrationInterface {
  name = 'AlertUsefulness1763802800000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE monitor_alert ADD useful boolean;
      COMMENT ON COLUMN monitor_alert.useful IS 'what its user said of it last; it moves the sensitivity of its monitor';
      CREATE INDEX monitor_alert_judged ON monitor_alert (monitor_id) WHERE useful IS NOT NULL;
      CREATE INDEX monitor_alert_age ON monitor_alert (last_hour);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX monitor_alert_age, monitor_alert_judged; ALTER TABLE monitor_alert DROP useful;');
  }
}
