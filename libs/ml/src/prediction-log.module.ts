import { Inject, Module, type BeforeApplicationShutdown } from '@nestjs/common';
import { Clock } from '#kernel';
import { Settings } from '#platform/config';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { AssessPerformance } from './app/assess-performance.js';
import { ModelRegistry } from './app/model-registry.js';
import { PredictionHistory } from './app/prediction-history.js';
import { PredictionLabels } from './app/prediction-labels.js';
import { PredictionLog } from './app/prediction-log.js';
import { PredictionRetention } from './app/prediction-retention.js';
import { PgPredictionHistory } from './infra/pg-prediction-history.js';
import { PgPredictionLabels } from './infra/pg-prediction-labels.js';
import { PgPredictionLog } from './infra/pg-prediction-log.js';
import { PgPredictionRetention } from './infra/pg-prediction-retention.js';
import { ModelStoreModule } from './model-store.module.js';

/** What models said once they were served, and what came of it. */
@Module({
  imports: [ModelStoreModule],
  providers: [
    {
      provide: PgPredictionLog,
      inject: [Database, Clock, Logger],
      useFactory: (database: Database, clock: Clock, logger: Logger) => new PgPredictionLog(database, clock, logger),
    },
    { provide: PredictionLog, useExisting: PgPredictionLog },
    { provide: PredictionHistory, inject: [Database], useFactory: (database: Database) => new PgPredictionHistory(database) },
    {
      provide: PredictionLabels,
      inject: [Database, PgPredictionLog, Clock],
      useFactory: (database: Database, log: PgPredictionLog, clock: Clock) => new PgPredictionLabels(database, log, clock),
    },
    {
      provide: PredictionRetention,
      inject: [Database, Settings],
      useFactory: (database: Database, { env }: Settings) => new PgPredictionRetention(database, env.ML_PREDICTION_LOG_ROWS),
    },
    {
      provide: AssessPerformance,
      inject: [ModelRegistry, PredictionHistory],
      useFactory: (registry: ModelRegistry, history: PredictionHistory) => new AssessPerformance(registry, history),
    },
  ],
  exports: [AssessPerformance, PredictionLog, PredictionHistory, PredictionLabels, PredictionRetention],
})
export class PredictionLogModule implements BeforeApplicationShutdown {
  constructor(@Inject(PgPredictionLog) private readonly log: PgPredictionLog) {}

  /** Connections are closed after this. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.log.stop();
  }
}
