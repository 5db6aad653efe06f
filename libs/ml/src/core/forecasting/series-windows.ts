import { seasonalForecast, SEASONAL_PAST } from './seasonal-forecast.js';

const DAY = 24;
/** A residual beyond so many scales counts as so many: one outage must not rule the loss. */
const [FARTHEST_INPUT, FARTHEST_TARGET] = [10, 30];
/** M4's benchmark (Naïve 2) on hourly series: its sMAPE and MASE, by which the competition divides. */
const [BENCHMARK_SMAPE, BENCHMARK_MASE] = [18.383, 2.395];
const HEAVIEST = 8;

/** What a network sees of a series, and how far it looks ahead, in hours. */
export interface WindowShape {
  /** Steps of the LSTM, 24 hours each. */
  readonly days: number;
  readonly horizon: number;
}

/** A series without gaps, and by what its residuals are divided: the mean |y(t) − y(t−24)|. */
export interface ScaledSeries {
  readonly values: Float64Array;
  /** Above 0. */
  readonly scale: number;
}

const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value));

/** Points that come before the first origin of a window. */
export function pastOf({ days }: WindowShape): number {
  return Math.max(SEASONAL_PAST, (days + 1) * DAY);
}

/** Undefined where the series repeats its day for ever, or is no longer than that: there is no residual to learn. */
export function scaled(values: Float64Array): ScaledSeries | undefined {
  let sum = 0;
  for (let at = DAY; at < values.length; at++) sum += Math.abs((values[at] as number) - (values[at - DAY] as number));
  const scale = sum / (values.length - DAY);
  return scale > 0 && Number.isFinite(scale) ? { values, scale } : undefined;
}

/**
 * What a window counts, so that the mean absolute residual follows M4's OWA: half the relative error (about 100 × residual ÷ mean
 * level), half the scaled one, each by its benchmark.
 */
export function windowWeight({ values, scale }: ScaledSeries): number {
  let sum = 0;
  for (const value of values) sum += Math.abs(value);
  const level = sum / values.length;
  return Math.min(HEAVIEST, (100 * scale) / (level * BENCHMARK_SMAPE) + 1 / BENCHMARK_MASE);
}

/** The days before `origin`, oldest first: each hour's difference to the same hour a day before, in scales. */
export function windowInputs({ values, scale }: ScaledSeries, origin: number, { days }: WindowShape, into: Float32Array | Float64Array): void {
  const from = origin - days * DAY;
  for (let at = 0; at < days * DAY; at++) {
    into[at] = within(((values[from + at] as number) - (values[from + at - DAY] as number)) / scale, FARTHEST_INPUT);
  }
}

/** What the seasonal forecast misses in the hours from `origin` on, in scales. `seasonal` is room for that forecast. */
export function windowTargets({ values, scale }: ScaledSeries, origin: number, seasonal: Float64Array, into: Float32Array | Float64Array): void {
  seasonalForecast(values, origin, seasonal);
  for (let hour = 0; hour < seasonal.length; hour++) {
    into[hour] = within(((values[origin + hour] as number) - (seasonal[hour] as number)) / scale, FARTHEST_TARGET);
  }
}
