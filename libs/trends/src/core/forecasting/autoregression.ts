import type { ForecastMethod } from './forecast-method.js';
import { fedBack, weightsByOrigin } from './lag-recursion.js';
import type { LagWeights } from './lag-regression.js';
import { lagsFor } from './lags.js';
import type { Scale } from './scale.js';

export interface AutoregressionSettings {
  readonly name: string;
  readonly scale: Scale;
  /** What is learnt is the change over so many steps; 0: the level itself. */
  readonly difference: number;
  /** See `LagRegression.weights`. */
  readonly penalty: number;
}

/** Fewer values to learn from are none. */
export const LEAST_ROWS = 12;

/**
 * Ridge autoregression of a level or its changes, forecasts fed back as values. Lags reach to half of what the first origin knows;
 * no forecast goes further beyond the values seen than those are apart, so that an unstable recursion stays finite.
 */
export function autoregression({ name, scale, difference, penalty }: AutoregressionSettings): ForecastMethod {
  return {
    name,
    forecasts({ values, seasons }, { origins, horizon }) {
      const first = origins[0] as number;
      const lags = lagsFor(seasons, Math.floor((first - difference) / 2));
      const from = difference + (lags.at(-1) ?? 0);
      if (lags.length === 0 || first - from < LEAST_ROWS) return undefined;
      const level = values.map(scale.to);
      const changes = changesOf(level, difference);
      const learnt = weightsByOrigin(changes, { lags, from, penalty }, origins);
      const start = level[0] as number;
      const reached = new Reach(level);
      return origins.map((origin, which) => {
        const forecast = new Float64Array(horizon);
        const { low, high } = reached.limits(origin);
        fedBack(changes, { lags, learnt: learnt[which] as LagWeights }, { origin, horizon }, (change, ahead) => {
          const before = difference === 0 ? start : ahead < difference ? (level[origin + ahead - difference] as number) : (forecast[ahead - difference] as number);
          const value = Math.min(Math.max(before + change, low), high);
          forecast[ahead] = value;
          return value - before;
        });
        return forecast.map(scale.from);
      });
    },
  };
}

/** Changes over `difference` steps, 0 for the first of them; without one what lies above the first value. */
function changesOf(level: Float64Array, difference: number): Float64Array {
  const start = level[0] as number;
  if (difference === 0) return level.map((value) => value - start);
  return level.map((value, at) => (at < difference ? 0 : value - (level[at - difference] as number)));
}

/** How far values reached, asked in ascending order. */
class Reach {
  private low = Infinity;
  private high = -Infinity;
  private next = 0;

  constructor(private readonly values: Float64Array) {}

  /** The range of the values before `end`, and as much again on either side. */
  limits(end: number): { low: number; high: number } {
    for (; this.next < end; this.next++) {
      const value = this.values[this.next] as number;
      if (value < this.low) this.low = value;
      if (value > this.high) this.high = value;
    }
    const width = this.high - this.low;
    return { low: this.low - width, high: this.high + width };
  }
}
