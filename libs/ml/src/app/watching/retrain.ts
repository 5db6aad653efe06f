import { DAY_MS, type Clock } from '#kernel';
import { featureSetNamed } from '../../core/index.js';
import type { Model } from '../model-registry.js';
import { BY_SERVICE, type ModelAudit } from './model-audit.js';
import type { RequestRetraining } from './request-retraining.js';

const FROM_CALLS: ReadonlySet<string> = new Set(['spam_classifier', 'anomaly_detector', 'time_series_forecaster']);

/** Whether the service's own history holds what a model learns from. */
export function learnsFromHistory({ name, builtIn, trainingConfig }: Pick<Model, 'name' | 'builtIn' | 'trainingConfig'>): boolean {
  const { featureSet } = trainingConfig;
  return (builtIn && FROM_CALLS.has(name)) || (typeof featureSet === 'string' && featureSetNamed(featureSet) !== undefined);
}

/** Has a model that can learn from history trained anew, at most once a day. */
export class Retrain {
  constructor(
    private readonly audit: ModelAudit,
    private readonly request: RequestRetraining,
    private readonly clock: Clock,
  ) {}

  /** Whether it was asked for; what came of that stands in the audit. */
  async execute(model: Model, reason: string): Promise<boolean> {
    if (!learnsFromHistory(model)) return false;
    const [last] = await this.audit.list(model.name, { actions: ['retraining_requested', 'retraining_refused'], limit: 1 });
    if (last !== undefined && last.actedMs > this.clock.now() - DAY_MS) return false;
    const answer = await this.request.execute(model.name, reason);
    const action = 'refused' in answer ? 'retraining_refused' : 'retraining_requested';
    await this.audit.record({ model: model.name, version: null, action, by: BY_SERVICE, reason, details: answer });
    return true;
  }
}
