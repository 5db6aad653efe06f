import { classicalSeason, type ClassicalSeason } from './classical-season.js';
import { smooth, type Smoothing, type SmoothingState } from './damped-smoothing.js';
import type { ForecastMethod } from './forecast-method.js';
import { patternSearch } from './pattern-search.js';

/** Smoothing and season are fitted to so many values at the end of what is known. */
const MOST_FITTED = 2000;

const BOX = { low: [0.001], high: [1] };
const FINEST = 1e-4;
const STARTS = [0.1, 0.7];

/** A series without its season, so far: the line through it and where its smoothing stands. */
export interface ThetaState {
  readonly alpha: number;
  /** Of the least squares' line through all values, a step. */
  readonly slope: number;
  readonly level: number;
  readonly known: number;
}

const smoothing = (alpha: number): Smoothing => ({ alpha, beta: 0, gamma: 0, phi: 0 });
const startOf = (values: Float64Array): SmoothingState => ({ level: values[0] as number, trend: 0, seasonal: new Float64Array(1) });

/**
 * The two theta lines' mean (Assimakopoulos and Nikolopoulos, International Journal of Forecasting 16, 2000): simple exponential smoothing,
 * which moves on by half of the line's slope (Hyndman and Billah, International Journal of Forecasting 19, 2003).
 */
export function thetaAhead({ alpha, slope, level, known }: ThetaState, horizon: number): Float64Array {
  const caughtUp = (1 - (1 - alpha) ** known) / alpha;
  return Float64Array.from({ length: horizon }, (_, ahead) => level + (slope / 2) * (ahead + caughtUp));
}

/** The smoothing of the least squared errors of a step ahead, from the first value on. */
export function fitAlpha(values: Float64Array): number {
  const loss = ([alpha = 0]: readonly number[]) => smooth(values, [0, values.length], smoothing(alpha), startOf(values));
  const found = STARTS.map((start) => patternSearch(loss, [start], BOX, FINEST)).map((at) => ({ alpha: at[0] as number, squares: loss(at) }));
  return found.reduce((best, one) => (one.squares < best.squares ? one : best)).alpha;
}

/** The state after each of the ascending origins, of a series without season. Linear. */
export function thetaStates(values: Float64Array, alpha: number, origins: readonly number[]): ThetaState[] {
  const state = startOf(values);
  const line = { sum: 0, moment: 0 };
  let taken = 0;
  return origins.map((known) => {
    smooth(values, [taken, known], smoothing(alpha), state);
    for (; taken < known; taken++) {
      line.sum += values[taken] as number;
      line.moment += taken * (values[taken] as number);
    }
    const slope = known > 1 ? (12 * line.moment - 6 * (known - 1) * line.sum) / (known * (known ** 2 - 1)) : 0;
    return { alpha, slope, level: state.level, known };
  });
}

/** Theta on what is left without the season, which is that before the first origin; without a season where not two are known. */
export function theta(season: number): ForecastMethod {
  return {
    name: `theta-${season}`,
    forecasts({ values }, { origins, horizon }) {
      const first = origins[0] as number;
      if (first < 2 * season) return undefined;
      const start = Math.max(0, first - MOST_FITTED);
      const found = classicalSeason(values.subarray(start, first), season);
      const without = values.slice(start).map((value, at) => withoutSeason(value, at, found));
      const states = thetaStates(without, fitAlpha(without.subarray(0, first - start)), origins.map((origin) => origin - start));
      return states.map((state) => thetaAhead(state, horizon).map((value, ahead) => withSeason(value, state.known + ahead, found)));
    },
  };
}

const withoutSeason = (value: number, at: number, { multiplies, shape }: ClassicalSeason) => (multiplies ? value / (shape[at % shape.length] as number) : value - (shape[at % shape.length] as number));
const withSeason = (value: number, at: number, { multiplies, shape }: ClassicalSeason) => (multiplies ? value * (shape[at % shape.length] as number) : value + (shape[at % shape.length] as number));
