import { LEAST_ROWS } from './autoregression.js';
import type { ForecastMethod } from './forecast-method.js';
import { fedBack, weightsByOrigin } from './lag-recursion.js';
import type { LagWeights } from './lag-regression.js';
import { lagsFor } from './lags.js';
import { runningMedians } from './running-medians.js';
import type { Scale } from './scale.js';

export interface RobustProfileSettings {
  readonly name: string;
  /** Steps after which the profile repeats. */
  readonly season: number;
  /** The profile is the median of so many values at the same place, of fewer where there are no more. */
  readonly cycles: number;
  readonly scale: Scale;
  /** What lies beside the profile counts as at most this, on the scale. */
  readonly most: number;
  /** See `LagRegression.weights`. */
  readonly penalty: number;
}

/** Seasons without a profile worth looking beside: fewer of a short series, so that something is left to learn. */
const SETTLING_CYCLES = 3;

/**
 * The usual value at a place in the season, and a ridge autoregression of what lies beside it. Holidays and outages hurt neither: the
 * median passes over a few of them, and what they leave beside it is cut to ±`most`.
 */
export function robustProfile({ name, season, cycles, scale, most, penalty }: RobustProfileSettings): ForecastMethod {
  const cut = (value: number) => Math.max(-most, Math.min(most, value));
  return {
    name,
    forecasts({ values, seasons }, { origins, horizon }) {
      const first = origins[0] as number;
      const start = Math.min(SETTLING_CYCLES, Math.floor(first / season / 2)) * season;
      const lags = lagsFor(seasons, Math.floor((first - start) / 2));
      const from = start + (lags.at(-1) ?? 0);
      if (start === 0 || lags.length === 0 || first - from < LEAST_ROWS) return undefined;
      const level = values.map(scale.to);
      const usual = runningMedians(level, season, cycles);
      const beside = level.map((value, at) => (at < start ? 0 : cut(value - (usual[at] as number))));
      const learnt = weightsByOrigin(beside, { lags, from, penalty }, origins);
      return origins.map((origin, which) => fedBack(beside, { lags, learnt: learnt[which] as LagWeights }, { origin, horizon }, cut)
        .map((above, ahead) => scale.from((usual[origin + (ahead % season)] as number) + above)));
    },
  };
}
