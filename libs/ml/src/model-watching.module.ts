import { getQueueToken } from '@nestjs/bullmq';
import { Module } from '@nestjs/common';
import { QueueModule } from '#platform/queues';
import type { Queue } from 'bullmq';
import { Clock } from '#kernel';
import { Database } from '#platform/database';
import { Logger } from '#platform/logging';
import { Incidents, IncidentsModule } from '#realtime';
import { AssessPerformance } from './app/assess-performance.js';
import { ModelRegistry } from './app/model-registry.js';
import { PredictionHistory } from './app/prediction-history.js';
import { PredictionRetention } from './app/prediction-retention.js';
import { PrepareTraining } from './app/prepare-training.js';
import { ServedModels } from './app/served-model.js';
import { ModelAlerts } from './app/watching/model-alerts.js';
import { ModelAudit } from './app/watching/model-audit.js';
import { RequestRetraining } from './app/watching/request-retraining.js';
import { WatchModels } from './app/watching/watch-models.js';
import { OrderRetraining } from './infra/watching/order-retraining.js';
import { PgModelAlerts } from './infra/watching/pg-model-alerts.js';
import { PgModelAudit } from './infra/watching/pg-model-audit.js';
import { BullTrainingJobs } from './jobs/bull-training-jobs.js';
import { TRAIN_JOB, type TrainPayload } from './jobs/train.job.js';
import { makeWatch, type WatchNeeds } from './make-watch.js';
import { ModelStoreModule } from './model-store.module.js';
import { PredictionLogModule } from './prediction-log.module.js';
import { PredictiveModelsModule } from './predictive-models.module.js';

/** What looks after the models that are served, for the route and the job alike. */
@Module({
  imports: [ModelStoreModule, PredictionLogModule, PredictiveModelsModule, IncidentsModule, QueueModule.of(TRAIN_JOB)],
  providers: [
    { provide: ModelAudit, inject: [Database, Clock], useFactory: (database: Database, clock: Clock) => new PgModelAudit(database, clock) },
    { provide: ModelAlerts, inject: [Database, Clock, Incidents], useFactory: (...parts: [Database, Clock, Incidents]) => new PgModelAlerts(...parts) },
    {
      provide: RequestRetraining,
      inject: [PrepareTraining, getQueueToken(TRAIN_JOB.queue)],
      useFactory: (prepare: PrepareTraining, queue: Queue<TrainPayload>) => new OrderRetraining(prepare, new BullTrainingJobs(queue)),
    },
    {
      provide: WatchModels,
      inject: [Database, Clock, Logger, ModelRegistry, ServedModels, PredictionHistory, ModelAudit, ModelAlerts, AssessPerformance, PredictionRetention, RequestRetraining],
      useFactory: (...needs: WatchNeeds) => makeWatch(...needs),
    },
  ],
  exports: [WatchModels, ModelAudit, ModelAlerts],
})
export class ModelWatchingModule {}
