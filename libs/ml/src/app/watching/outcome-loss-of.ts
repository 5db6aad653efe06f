import { alarmLoss, classLoss, targetLoss } from '../../core/index.js';
import type { Passport } from '../passport.js';
import type { ServedModel } from '../served-model.js';

/** What an outcome cost, 0–1, now that its label is known; undefined where the label tells nothing. */
export type OutcomeLoss = (outcome: ArrayLike<number>, label: number) => number | undefined;

/** Standard deviation of the targets in training, from what the passport says: R² = 1 − RMSE² / variance. */
function spreadOf({ metrics }: Pick<Passport, 'metrics'>): number | undefined {
  const [error, explained] = [metrics['rootMeanSquaredError']?.value, metrics['rSquared']?.value];
  if (error === undefined || explained === undefined) return undefined;
  const spread = error / Math.sqrt(1 - explained);
  return spread > 0 && Number.isFinite(spread) ? spread : undefined;
}

/** How a version's outcomes are charged, by its type; undefined where they cannot be. Of regressions, `passport` sets the scale: take the same for both sides. */
export function outcomeLossOf({ modelType, threshold }: Pick<ServedModel, 'modelType' | 'threshold'>, passport: Pick<Passport, 'metrics'>): OutcomeLoss | undefined {
  if (modelType === 'classification') return classLoss;
  if (modelType === 'anomaly') return threshold === undefined ? undefined : (outcome, label) => alarmLoss(outcome[0] as number, threshold, label);
  const spread = spreadOf(passport);
  return spread === undefined ? undefined : (outcome, label) => targetLoss(outcome[0] as number, label, spread);
}
