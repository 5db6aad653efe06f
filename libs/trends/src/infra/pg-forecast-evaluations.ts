import type { Database, Statement } from '#platform/database';
import { ForecastEvaluations, type ForecastEvaluation } from '../app/forecast-evaluations.js';
import type { ModelTally } from '../core/index.js';

const MOST_KEPT = 30;

const KEEP: Statement = {
  name: 'forecast_evaluation_keep',
  text: `
    INSERT INTO forecast_evaluation (evaluated_ms, horizon_hours, series, insufficient_history, version, models) VALUES ($1, $2, $3, $4, $5, $6::jsonb)`,
};
const PRUNE: Statement = {
  name: 'forecast_evaluation_prune',
  text: `DELETE FROM forecast_evaluation WHERE id NOT IN (SELECT id FROM forecast_evaluation ORDER BY id DESC LIMIT ${MOST_KEPT})`,
};
const LATEST: Statement = {
  name: 'forecast_evaluation_latest',
  text: 'SELECT evaluated_ms, horizon_hours, series, insufficient_history, version, models FROM forecast_evaluation ORDER BY id DESC LIMIT 1',
};

type Cells = readonly [evaluatedMs: number, horizonHours: number, series: number, insufficientHistory: number, version: number | null, models: readonly ModelTally[]];

export class PgForecastEvaluations extends ForecastEvaluations {
  constructor(private readonly database: Database) {
    super();
  }

  keep({ evaluatedMs, horizonHours, series, insufficientHistory, version, models }: ForecastEvaluation): Promise<void> {
    return this.database.transaction(async (tx) => {
      await tx.rows(KEEP, [evaluatedMs, horizonHours, series, insufficientHistory, version, JSON.stringify(models)]);
      await tx.rows(PRUNE);
    });
  }

  async latest(): Promise<ForecastEvaluation | undefined> {
    const [row] = await this.database.rows(LATEST);
    if (row === undefined) return undefined;
    const [evaluatedMs, horizonHours, series, insufficientHistory, version, models] = row as unknown as Cells;
    return { evaluatedMs, horizonHours, series, insufficientHistory, version, models };
  }
}
