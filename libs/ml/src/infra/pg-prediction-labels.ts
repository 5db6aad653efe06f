import type { Clock } from '#kernel';
import { plain, texts, type Database, type Transaction } from '#platform/database';
import { PredictionLabels, type CallLabel, type ReferenceLabel } from '../app/prediction-labels.js';
import type { PgPredictionLog } from './pg-prediction-log.js';
import { LABEL_CALLS, LABEL_REFERENCES, VERSIONS_OF } from './prediction-statements.js';

export class PgPredictionLabels extends PredictionLabels {
  constructor(
    private readonly database: Database,
    private readonly log: PgPredictionLog,
    private readonly clock: Clock,
  ) {
    super();
  }

  async versionsOf(model: string, references: readonly string[]): Promise<ReadonlyMap<string, readonly number[]>> {
    await this.log.flush();
    return new Map((await this.database.rows(VERSIONS_OF, [model, texts(references)])) as unknown as [string, number[]][]);
  }

  async labelReferences(model: string, labels: readonly ReferenceLabel[]): Promise<void> {
    if (labels.length === 0) return;
    await this.database.rows(LABEL_REFERENCES, [
      model,
      texts(labels.map(({ reference }) => reference)),
      plain(labels.map(({ version }) => version)),
      plain(labels.map(({ label }) => label)),
      this.clock.now(),
    ]);
  }

  async labelCalls(labels: readonly CallLabel[], tx: Transaction): Promise<void> {
    await tx.rows(LABEL_CALLS, [
      plain(labels.map(({ callerId }) => callerId)),
      plain(labels.map(({ userId }) => userId)),
      plain(labels.map(({ spam }) => Number(spam))),
      plain(labels.map(({ saidMs }) => saidMs)),
    ]);
  }
}
