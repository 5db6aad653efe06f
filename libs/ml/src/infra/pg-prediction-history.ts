import type { Cell, Database } from '#platform/database';
import { PredictionHistory, type LabelledOutcome, type LoggedPrediction } from '../app/prediction-history.js';
import { vectorFrom } from './prediction-cells.js';
import { LABELLED, OUTCOMES, RECENT } from './prediction-statements.js';

function predictionFrom(row: readonly Cell[]): LoggedPrediction {
  const [id, servedMs, vector, outcome, label] = row as unknown as [number, number, Buffer, number[], number | null];
  return { id, servedMs, vector: vectorFrom(vector), outcome: new Float64Array(outcome), label: label ?? undefined };
}

export class PgPredictionHistory extends PredictionHistory {
  constructor(private readonly database: Database) {
    super();
  }

  async recent(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]> {
    return (await this.database.rows(RECENT, [model, version, limit])).map(predictionFrom);
  }

  async labelled(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]> {
    return (await this.database.rows(LABELLED, [model, version, limit])).map(predictionFrom);
  }

  async outcomes(model: string, version: number, limit: number): Promise<readonly LabelledOutcome[]> {
    const rows = await this.database.rows(OUTCOMES, [model, version, limit]);
    return rows.map((row) => {
      const [servedMs, outcome, label] = row as unknown as [number, number[], number];
      return { servedMs, outcome: new Float64Array(outcome), label };
    });
  }
}
