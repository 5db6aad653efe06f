import { eachOrigin, type ForecastMethod } from './forecast-method.js';

/** As it was a season before. */
export const seasonalNaive = (season: number): ForecastMethod => seasonalMean(season, 1, `seasonal-naive-${season}`);

/**
 * The mean of the last `cycles` values at the same place in the season, of fewer where there are no more; the mean of all where the
 * place was not seen yet.
 */
export function seasonalMean(season: number, cycles: number, name = `seasonal-mean-${season}x${cycles}`): ForecastMethod {
  return eachOrigin(name, (known, horizon) => {
    const forecast = new Float64Array(horizon);
    for (let ahead = 0; ahead < horizon; ahead++) {
      const last = known.length - season + (ahead % season);
      const used = Math.min(cycles, Math.floor(last / season) + 1);
      let sum = 0;
      for (let cycle = 0; cycle < used; cycle++) sum += known[last - cycle * season] as number;
      forecast[ahead] = used > 0 ? sum / used : meanOf(known);
    }
    return forecast;
  });
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
