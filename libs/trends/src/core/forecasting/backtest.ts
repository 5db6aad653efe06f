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

type Judged = Pick<WholeSeries, 'present' | 'known' | 'end'>;

/**
 * Rolling origins on the end of a series, each with `horizon` values after it (Tashman, International Journal of Forecasting 16, 2000).
 * The end is the last known value. Where values are missing the origins begin as far back as it takes to have as many known values
 * after them as of a series with as many known and none missing, and each is moved on to a known value.
 */
export function rollingOrigins({ present, known, end }: Judged, seasons: readonly number[], horizon: number): Origins {
  const span = spanOf(end, seasons, horizon);
  if (known === end) return originsIn(end, span, seasons, horizon);
  const wanted = spanOf(known, seasons, horizon);
  let from = end;
  for (let found = 0; from > 0 && (found < wanted || from > end - span); from--) found += present[from - 1] as number;
  const { origins, horizon: ahead } = originsIn(end, end - from, seasons, horizon);
  return { origins: [...new Set(origins.map((origin) => present.indexOf(1, origin)))], horizon: ahead };
}

const spanOf = (length: number, seasons: readonly number[], horizon: number): number =>
  Math.min(Math.floor(length * SETTINGS.share), Math.max(seasons.at(-1) ?? 24, horizon) * SETTINGS.mostSeasons);

function originsIn(end: number, span: number, seasons: readonly number[], horizon: number): Origins {
  const ahead = Math.max(1, Math.min(horizon, Math.ceil(span / 2)));
  const most = Math.ceil((span - ahead) / SETTINGS.mostOrigins);
  const step = Math.max(1, most, Math.min(Math.round((seasons[0] ?? 1) / 4), Math.floor((span - ahead) / SETTINGS.fewOrigins)));
  const origins: number[] = [];
  for (let origin = end - ahead; origin >= end - span; origin -= step) origins.unshift(origin);
  return { origins, horizon: ahead };
}

export interface BacktestErrors {
  readonly meanAbsolute: number;
  readonly rootMeanSquare: number;
}

/** Over the known values; over none 0. */
export function backtestErrors(forecasts: readonly Float64Array[], { origins, horizon }: Origins, { values, present }: Pick<WholeSeries, 'values' | 'present'>): BacktestErrors {
  let sum = 0;
  let squares = 0;
  let count = 0;
  origins.forEach((origin, which) => {
    const forecast = forecasts[which] as Float64Array;
    for (let ahead = 0; ahead < horizon; ahead++) {
      if (present[origin + ahead] !== 1) continue;
      const error = Math.abs((values[origin + ahead] as number) - (forecast[ahead] as number));
      sum += error;
      squares += error * error;
      count++;
    }
  });
  return count > 0 ? { meanAbsolute: sum / count, rootMeanSquare: Math.sqrt(squares / count) } : { meanAbsolute: 0, rootMeanSquare: 0 };
}
