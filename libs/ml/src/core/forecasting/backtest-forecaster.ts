import { forecastSeries, type SeriesNetwork } from './series-network.js';

const DAY = 24;

/** Errors on the ends of series, in each series' own mean |y(t) − y(t−24)|, averaged over the series. */
export interface ForecasterBacktest {
  /** Series that could be scored. */
  readonly series: number;
  /** Undefined where there are none. */
  readonly mase: number | undefined;
  /** As a day before. */
  readonly seasonalNaiveMase: number | undefined;
}

/** The mean |y(t) − y(t−24)| of hourly values, by which errors are scaled; undefined where it is 0 or there is no day (Hyndman, Koehler 2006). */
export function dailyScale(values: Float64Array): number | undefined {
  let sum = 0;
  for (let at = DAY; at < values.length; at++) sum += Math.abs((values[at] as number) - (values[at - DAY] as number));
  const scale = sum / (values.length - DAY);
  return values.length > DAY && scale > 0 && Number.isFinite(scale) ? scale : undefined;
}

/** Mean |actual − forecast| over the hours of `actual`. */
export function meanAbsoluteError(actual: Float64Array, forecast: Float64Array): number {
  return actual.reduce((sum, value, at) => sum + Math.abs(value - (forecast[at] as number)), 0) / actual.length;
}

/**
 * How a forecaster does on the last hours of hourly series without gaps, as many as it looks ahead, from what came before. It
 * must not have learnt from them. Series that are too short, or repeat their day for ever, are left out.
 */
export function backtestForecaster(forecaster: SeriesNetwork, all: readonly Float64Array[]): ForecasterBacktest {
  const { horizon } = forecaster.shape;
  const scored = all.flatMap((values) => {
    const origin = values.length - horizon;
    const known = values.subarray(0, Math.max(0, origin));
    const scale = dailyScale(known);
    const point = scale === undefined ? undefined : forecastSeries(forecaster, known);
    if (scale === undefined || point === undefined) return [];
    const actual = values.subarray(origin);
    const naive = Float64Array.from({ length: horizon }, (_, hour) => known[origin - DAY + (hour % DAY)] as number);
    return [{ mase: meanAbsoluteError(actual, point) / scale, naive: meanAbsoluteError(actual, naive) / scale }];
  });
  const mean = (of: (one: (typeof scored)[number]) => number) => (scored.length === 0 ? undefined : scored.reduce((sum, one) => sum + of(one), 0) / scored.length);
  return { series: scored.length, mase: mean(({ mase }) => mase), seasonalNaiveMase: mean(({ naive }) => naive) };
}
