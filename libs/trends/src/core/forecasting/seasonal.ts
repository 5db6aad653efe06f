import { eachOrigin, type ForecastMethod } from './forecast-method.js';

/** The steps just before that share the place in the season, the latest first: for each step ahead at most `cycles`. */
export function sameSteps(known: Float64Array, season: number, ahead: number, cycles: number): number[] {
  const found: number[] = [];
  let at = known.length + (ahead % season) - season;
  for (; at >= 0 && found.length < cycles; at -= season) found.push(known[at] as number);
  return found;
}

/** As it was a season before. */
export const seasonalNaive = (season: number): ForecastMethod => seasonalMean(season, 1, `seasonal-naive-${season}`);

/** The mean of the last `cycles` values at the same place in the season; of fewer where there are no more. */
export function seasonalMean(season: number, cycles: number, name = `seasonal-mean-${season}`): ForecastMethod {
  return eachOrigin(name, (known, horizon) => {
    if (known.length < season) return undefined;
    return Float64Array.from({ length: horizon }, (_, ahead) => {
      const values = sameSteps(known, season, ahead, cycles);
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    });
  });
}
