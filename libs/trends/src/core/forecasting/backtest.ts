import type { Origins } from './forecast-method.js';
import type { WholeSeries } from './series.js';

interface BacktestSettings {
  /** The share of a series at its end on which forecasts are tried. */
  readonly share: number;
  /** … of long series at most so many of the longest season. */
  readonly mostSeasons: number;
  /** Origins are a quarter of the shortest season apart, closer where there would be fewer than `fewOrigins`, further where more than `mostOrigins`. */
  readonly fewOrigins: number;
  readonly mostOrigins: number;
}

const SETTINGS: BacktestSettings = { share: 1 / 4, mostSeasons: 8, fewOrigins: 8, mostOrigins: 48 };

/** Rolling origins on the end of a series, each with `horizon` values after it (Tashman, International Journal of Forecasting 16, 2000). */
export function rollingOrigins(length: number, seasons: readonly number[], horizon: number, settings = SETTINGS): Origins {
  const longest = seasons.at(-1) ?? 24;
  const span = Math.min(Math.floor(length * settings.share), Math.max(longest, horizon) * settings.mostSeasons);
  const ahead = Math.max(1, Math.min(horizon, Math.ceil(span / 2)));
  const most = Math.ceil((span - ahead) / settings.mostOrigins);
  const step = Math.max(1, most, Math.min(Math.round((seasons[0] ?? 1) / 4), Math.floor((span - ahead) / settings.fewOrigins)));
  const origins: number[] = [];
  for (let origin = length - ahead; origin >= length - span; origin -= step) origins.unshift(origin);
  return { origins, horizon: ahead };
}

/** Mean absolute error over the known values; over none 0. */
export function backtestError(forecasts: readonly Float64Array[], { origins, horizon }: Origins, { values, present }: WholeSeries): number {
  let sum = 0;
  let count = 0;
  origins.forEach((origin, which) => {
    const forecast = forecasts[which] as Float64Array;
    for (let ahead = 0; ahead < horizon; ahead++) {
      if (present[origin + ahead] !== 1) continue;
      sum += Math.abs((values[origin + ahead] as number) - (forecast[ahead] as number));
      count++;
    }
  });
  return count > 0 ? sum / count : 0;
}
