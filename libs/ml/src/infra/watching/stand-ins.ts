import type { Database, Statement } from '#platform/database';
import type { ModelRegistry } from '../../app/model-registry.js';
import { PredictionHistory, type LoggedPrediction } from '../../app/prediction-history.js';
import { WatchedPerformance, type Assessment } from '../../app/watching/watched-performance.js';
import { figureOf } from '../../core/index.js';
import { vectorFrom } from './prediction-cells.js';

const MOST_ROWS = 500;
const LEAST_ROWS = 50;
const FALL = 0.1;

const ROWS = 'SELECT id, served_ms, vector, outcome, label FROM prediction WHERE model = $1 AND version = $2';
const RECENT: Statement = { name: 'prediction_stand_in_recent', text: `${ROWS} ORDER BY id DESC LIMIT $3` };
const LABELLED: Statement = { name: 'prediction_stand_in_labelled', text: `${ROWS} AND labelled_ms IS NOT NULL ORDER BY labelled_ms DESC, id DESC LIMIT $3` };

/** Until the log of predictions has its own reader. */
export class StandInHistory extends PredictionHistory {
  constructor(private readonly database: Database) {
    super();
  }

  recent(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]> {
    return this.read(RECENT, [model, version, limit]);
  }

  labelled(model: string, version: number, limit: number): Promise<readonly LoggedPrediction[]> {
    return this.read(LABELLED, [model, version, limit]);
  }

  private async read(statement: Statement, values: readonly (string | number)[]): Promise<readonly LoggedPrediction[]> {
    return (await this.database.rows(statement, values)).map(([id, servedMs, vector, outcome, label]) => ({
      id: id as number, servedMs: servedMs as number, label: (label as number | null) ?? undefined,
      vector: vectorFrom(vector as Buffer), outcome: Float64Array.from(outcome as readonly number[]),
    }));
  }
}

/** Until performance is assessed in full: the AUC of two classes must not fall by more than 0.1 below the passport's. */
export class StandInPerformance extends WatchedPerformance {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly history: PredictionHistory,
  ) {
    super();
  }

  async assess(model: string, version: number): Promise<Assessment> {
    const rows = await this.history.labelled(model, version, MOST_ROWS);
    const passport = (await this.registry.version(model, version))?.passport;
    const learnt = passport?.metrics['auc']?.value;
    if (passport === undefined || learnt === undefined || rows.length < LEAST_ROWS) return { findings: [], labelledRows: rows.length };
    const { modelType, classes } = passport;
    const auc = figureOf('auc', { modelType, classes: classes.length, outcomes: rows.map(({ outcome }) => outcome), labels: rows.map(({ label }) => label as number) });
    const fell = auc !== undefined && auc < learnt - FALL;
    return { findings: fell ? [{ kind: 'performance', subject: 'auc', value: auc, threshold: learnt - FALL }] : [], labelledRows: rows.length };
  }
}
