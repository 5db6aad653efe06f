import type { ForecastMethod, Origins } from './forecast-method.js';
import { LagRegression, type LagWeights } from './lag-regression.js';
import { lagsFor } from './lags.js';
import { PLAIN, type Scale } from './scale.js';
import type { FilledSeries } from './series.js';

export interface AutoregressionSettings {
  readonly name: string;
  readonly scale: Scale;
  /** What is learnt is the change over so many steps; 0: the level itself. */
  readonly difference: number;
  readonly penalty: number;
}

const LEAST_ROWS = 12;

/** Ridge autoregression, its own forecasts fed back as values. Learns twice: from what the first origin knows, and for the last one from all. */
export function autoregression({ name, scale = PLAIN, difference, penalty }: AutoregressionSettings): ForecastMethod {
  return {
    name,
    forecasts(series, { origins, horizon }) {
      const first = origins[0] as number;
      const lags = lagsFor(series.seasons, Math.floor((first - difference) / 2));
      const from = difference + (lags.at(-1) ?? 0);
      if (first - from < LEAST_ROWS || lags.length === 0) return undefined;
      const level = series.values.map(scale.to);
      const changes = differenced(level, difference);
      const regression = new LagRegression(changes, lags, from);
      let weights: LagWeights | undefined;
      return origins.map((origin, at) => {
        if (at === 0 || at === origins.length - 1) {
          regression.learn(origin);
          weights = regression.weights(penalty);
        }
        return continued({ level, changes, lags, difference, scale }, weights as LagWeights, origin, horizon);
      });
    },
  };
}

function differenced(level: Float64Array, difference: number): Float64Array {
  const start = level[0] ?? 0;
  if (difference === 0) return level.map((value) => value - start);
  return level.map((value, at) => (at < difference ? 0 : value - (level[at - difference] as number)));
}

interface Learnt { level: Float64Array; changes: Float64Array; lags: readonly number[]; difference: number; scale: Scale }

function continued({ level, changes, lags, difference, scale }: Learnt, { weights, level: constant }: LagWeights, origin: number, horizon: number): Float64Array {
  const reach = (lags.at(-1) as number) + 1;
  const z = new Float64Array(reach + horizon);
  z.set(changes.subarray(origin - reach, origin));
  const back = difference || 1;
  const y = new Float64Array(back + horizon);
  y.set(level.subarray(origin - back, origin));
  const start = level[0] as number;
  const { low, high } = reachable(level, origin);
  const out = new Float64Array(horizon);
  for (let step = 0; step < horizon; step++) {
    let change = constant;
    for (let lag = 0; lag < lags.length; lag++) change += (weights[lag] as number) * (z[reach + step - (lags[lag] as number)] as number);
    const before = difference === 0 ? start : (y[step] as number);
    const value = Math.min(Math.max(before + change, low), high);
    z[reach + step] = value - before;
    y[back + step] = value;
    out[step] = scale.from(value);
  }
  return out;
}

function reachable(level: Float64Array, origin: number) {
  let low = Infinity;
  let high = -Infinity;
  for (let at = 0; at < origin; at++) {
    const value = level[at] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const width = high - low;
  return { low: low - width, high: high + width };
}
