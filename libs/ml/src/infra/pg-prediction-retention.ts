import type { Database } from '#platform/database';
import { PredictionRetention } from '../app/prediction-retention.js';
import { DELETE_SOME, SURPLUS } from './prediction-statements.js';

const ROWS_AT_A_TIME = 10_000;

export class PgPredictionRetention extends PredictionRetention {
  /** @param rows that are kept of each model */
  constructor(
    private readonly database: Database,
    private readonly rows: number,
  ) {
    super();
  }

  async prune(): Promise<number> {
    let pruned = 0;
    for (const [model, id] of (await this.database.rows(SURPLUS, [this.rows])) as [string, number][]) pruned += await this.deleteUpTo(model, id);
    return pruned;
  }

  private async deleteUpTo(model: string, id: number): Promise<number> {
    let deleted = 0;
    for (;;) {
      const [row] = await this.database.rows(DELETE_SOME, [model, id, ROWS_AT_A_TIME]);
      const count = row?.[0] as number;
      deleted += count;
      if (count < ROWS_AT_A_TIME) return deleted;
    }
  }
}
