import type { FilledSeries } from './series.js';

/** Where forecasts start: each origin is the number of values known to it, in ascending order, the last of all. */
export interface Origins {
  readonly origins: readonly number[];
  /** Steps forecast from each origin. */
  readonly horizon: number;
}

/**
 * A way to forecast. All forecasts of a series are asked for at once, so that what origins share is done once; still the forecast of an
 * origin knows no value that came after it.
 */
export interface ForecastMethod {
  readonly name: string;
  /** `horizon` values for each origin, all finite; undefined where the series is too short for the method, or is nothing for it. */
  forecasts(series: FilledSeries, asked: Origins): readonly Float64Array[] | undefined;
}

/** The method that does one origin after the other. */
export function eachOrigin(name: string, forecast: (known: Float64Array, horizon: number, seasons: readonly number[]) => Float64Array | undefined): ForecastMethod {
  return {
    name,
    forecasts({ values, seasons }, { origins, horizon }) {
      const all = origins.map((origin) => forecast(values.subarray(0, origin), horizon, seasons));
      return all.every((one) => one !== undefined) ? all : undefined;
    },
  };
}
