import { extrapolated, firstState, smooth, type Smoothing } from './damped-smoothing.js';
import type { ForecastMethod } from './forecast-method.js';
import { patternSearch, type Box } from './pattern-search.js';

/** Smoothing is fitted to so many values at the end of what is known. */
const MOST_FITTED = 2000;

const BOX: Box = { low: [0.01, 0, 0, 0.8], high: [0.99, 0.5, 0.5, 0.98] };
const STARTS = [[0.1, 0.01, 0.1, 0.9], [0.6, 0.02, 0.2, 0.95]];

const smoothingOf = ([alpha = 0, beta = 0, gamma = 0, phi = 0]: readonly number[], season: number): Smoothing => ({ alpha, beta, gamma: season === 1 ? 0 : gamma, phi });

/** ETS with damped trend and the shortest season of which two are known, its smoothing fitted to errors of a step ahead before the first origin. */
export const dampedTrend: ForecastMethod = {
  name: 'damped-trend',
  forecasts({ values, seasons }, { origins, horizon }) {
    const first = origins[0] as number;
    const season = seasons.find((length) => 2 * length <= first) ?? 1;
    if (first < 2 * season + 2) return undefined;
    const start = Math.max(0, first - MOST_FITTED);
    const fitted = fit(values.subarray(start, first), season);
    const known = values.subarray(start);
    const state = firstState(known, season);
    let taken = 0;
    return origins.map((origin) => {
      smooth(known, [taken, origin - start], fitted, state);
      taken = origin - start;
      return extrapolated(state, fitted.phi, taken, horizon);
    });
  },
};

/** The smoothing of the least squared errors of a step ahead, by a search from two starts. */
export function fit(values: Float64Array, season: number): Smoothing {
  const loss = (at: readonly number[]) => smooth(values, [0, values.length], smoothingOf(at, season), firstState(values, season));
  const found = STARTS.map((start) => patternSearch(loss, start, BOX)).map((at) => ({ at, squares: loss(at) }));
  return smoothingOf(found.reduce((best, one) => (one.squares < best.squares ? one : best)).at, season);
}
