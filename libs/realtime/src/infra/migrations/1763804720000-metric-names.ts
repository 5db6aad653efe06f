import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The names that intake lets metrics go by; those that were told of before among them. */
export class MetricNames1763804720000 implements MigrationInterface {
  name = 'MetricNames1763804720000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE TABLE metric_name (name text PRIMARY KEY)');
    await runner.query('INSERT INTO metric_name (name) SELECT name FROM platform_metric_name');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE metric_name');
  }
}
