import { LagRegression, type LagWeights } from './lag-regression.js';

export interface LagModel {
  /** Ascending. */
  readonly lags: readonly number[];
  /** The first value to learn, not before the longest lag. */
  readonly from: number;
  readonly penalty: number;
}

/** The weights each origin forecasts with. Learnt twice: from what the first origin knows, and for the last from all that it knows. */
export function weightsByOrigin(values: Float64Array, { lags, from, penalty }: LagModel, origins: readonly number[]): LagWeights[] {
  const regression = new LagRegression(values, lags, from);
  regression.learn(origins[0] as number);
  const first = regression.weights(penalty);
  regression.learn(origins.at(-1) as number);
  const last = regression.weights(penalty);
  return origins.map((_, which) => (which === origins.length - 1 ? last : first));
}

/**
 * The `horizon` values after the first `origin`, each by those before it, forecasts among them. What is forecast for a step is fed
 * back as `admitted` lets it through.
 */
export function fedBack(
  values: Float64Array, { lags, learnt: { weights, level } }: { lags: readonly number[]; learnt: LagWeights }, { origin, horizon }: { origin: number; horizon: number },
  admitted: (forecast: number, ahead: number) => number,
): Float64Array {
  const reach = lags.at(-1) as number;
  const line = new Float64Array(reach + horizon);
  line.set(values.subarray(origin - reach, origin));
  for (let ahead = 0; ahead < horizon; ahead++) {
    let sum = level;
    for (let at = 0; at < lags.length; at++) sum += (weights[at] as number) * (line[reach + ahead - (lags[at] as number)] as number);
    line[reach + ahead] = admitted(sum, ahead);
  }
  return line.subarray(reach);
}
