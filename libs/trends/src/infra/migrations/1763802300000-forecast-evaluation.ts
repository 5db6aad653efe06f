import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How models forecast, one row a look. */
export class ForecastEvaluation1763802300000 implements MigrationInterface {
  name = 'ForecastEvaluation1763802300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE forecast_evaluation (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        evaluated_ms bigint NOT NULL,
        horizon_hours integer NOT NULL,
        series integer NOT NULL,
        insufficient_history integer NOT NULL,
        version integer,
        models jsonb NOT NULL
      );
      COMMENT ON COLUMN forecast_evaluation.models IS 'by model what it serves, its weight and its errors';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE forecast_evaluation;');
  }
}
