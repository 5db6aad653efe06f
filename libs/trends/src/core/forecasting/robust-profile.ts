import type { ForecastMethod } from './forecast-method.js';
import { LagRegression, type LagWeights } from './lag-regression.js';
import { lagsFor } from './lags.js';
import { medianOf } from './median.js';
import type { Scale } from './scale.js';

export interface RobustProfileSettings { readonly name: string; readonly season: number; readonly cycles: number; readonly scale: Scale; readonly most: number; readonly penalty: number }

const LEAST_CYCLES = 3;

/** Median of the last cycles, and a ridge autoregression of what lies beside it, cut at ±most. */
export function robustProfile({ name, season, cycles, scale, most, penalty }: RobustProfileSettings): ForecastMethod {
  return {
    name,
    forecasts({ values, seasons }, { origins, horizon }) {
      const first = origins[0] as number;
      const start = Math.min(LEAST_CYCLES, Math.floor(first / season / 2)) * season;
      if (start === 0) return undefined;
      const level = values.map(scale.to);
      const usual = runningMedians(level, season, cycles);
      const beside = level.map((value, at) => (at < start ? 0 : Math.max(-most, Math.min(most, value - (usual[at] as number)))));
      const lags = lagsFor(seasons, Math.floor((first - start) / 2));
      const from = start + (lags.at(-1) ?? 0);
      if (first - from < 24) return undefined;
      const regression = new LagRegression(beside, lags, from);
      let learnt: LagWeights | undefined;
      return origins.map((origin, which) => {
        if (which === 0 || which === origins.length - 1) {
          regression.learn(origin);
          learnt = regression.weights(penalty);
        }
        const { weights, level: constant } = learnt as LagWeights;
        const reach = lags.at(-1) as number;
        const z = new Float64Array(reach + horizon);
        z.set(beside.subarray(origin - reach, origin));
        return Float64Array.from({ length: horizon }, (_, ahead) => {
          let sum = constant;
          for (let lag = 0; lag < lags.length; lag++) sum += (weights[lag] as number) * (z[reach + ahead - (lags[lag] as number)] as number);
          z[reach + ahead] = Math.max(-most, Math.min(most, sum));
          return scale.from((usual[origin + (ahead % season)] as number) + (z[reach + ahead] as number));
        });
      });
    },
  };
}

/** For each step, and a season beyond the last, the median of the last `cycles` values at its place in the season before it. */
function runningMedians(level: Float64Array, season: number, cycles: number): Float64Array {
  return Float64Array.from({ length: level.length + season }, (_, at) => {
    const found: number[] = [];
    for (let before = at - season; before >= 0 && found.length < cycles; before -= season) found.push(level[before] as number);
    return medianOf(found);
  });
}
