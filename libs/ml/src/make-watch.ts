import type { Clock } from '#kernel';
import type { Database } from '#platform/database';
import type { Logger } from '#platform/logging';
import type { AssessPerformance } from './app/assess-performance.js';
import type { ModelRegistry } from './app/model-registry.js';
import type { PredictionHistory } from './app/prediction-history.js';
import type { PredictionRetention } from './app/prediction-retention.js';
import type { ServedModels } from './app/served-model.js';
import type { ModelAlerts } from './app/watching/model-alerts.js';
import type { ModelAudit } from './app/watching/model-audit.js';
import type { RequestRetraining } from './app/watching/request-retraining.js';
import { Retrain } from './app/watching/retrain.js';
import { RollBack } from './app/watching/roll-back.js';
import { RolledBack } from './app/watching/rolled-back.js';
import { RunContest } from './app/watching/run-contest.js';
import { ScoreShadow } from './app/watching/score-shadow.js';
import { SettleAlerts } from './app/watching/settle-alerts.js';
import { TestPromotion } from './app/watching/test-promotion.js';
import { WatchModel } from './app/watching/watch-model.js';
import { WatchModels } from './app/watching/watch-models.js';
import { PgChampions } from './infra/watching/pg-champions.js';
import { PgPromotionTests } from './infra/watching/pg-promotion-tests.js';
import { PgShadowLog } from './infra/watching/pg-shadow-log.js';
import { PgWatchLock } from './infra/watching/pg-watch-lock.js';

export type WatchNeeds = [
  Database, Clock, Logger, ModelRegistry, ServedModels, PredictionHistory, ModelAudit, ModelAlerts, AssessPerformance, PredictionRetention, RequestRetraining,
];

/** Puts the steps of watching together. */
export function makeWatch(...needs: WatchNeeds): WatchModels {
  const [database, clock, logger, registry, models, history, audit, alerts, performance, retention, request] = needs;
  const tests = new PgPromotionTests(database, clock);
  const rolledBack = new RolledBack(audit);
  const retrain = new Retrain(audit, request, clock);
  const watchModel = new WatchModel({
    registry, models, performance, retrain,
    settleAlerts: new SettleAlerts(alerts),
    runContest: new RunContest({ registry, models, tests, rolledBack, scoreShadow: new ScoreShadow(new PgShadowLog(database)), testPromotion: new TestPromotion(tests) }),
    rollBack: new RollBack({ registry, models, history, audit, rolledBack, champions: new PgChampions(database, clock) }),
    alertRaised: ({ name, version }, { kind, subject, value, threshold }) => logger.warn('a model raised an alert', { model: name, version, kind, subject, value, threshold }),
  });
  const failed = (model: string, error: unknown): void => logger.error('a model could not be watched', { model, error });
  return new WatchModels({ registry, lock: new PgWatchLock(database), watchModel, retrain, retention, failed });
}
