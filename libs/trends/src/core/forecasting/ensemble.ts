import { backtestErrors } from './backtest.js';
import type { ForecastMethod, Origins } from './forecast-method.js';
import type { WholeSeries } from './series.js';
import { weightedMedian } from './weighted-median.js';

/** What a backtest's window is worth in independent errors: those within follow each other closely. */
const ERRORS_A_WINDOW = 0.4;

/** What a forecast is of what may come: its median, or its mean. */
export type Middle = 'median' | 'mean';

export interface Target {
  readonly middle: Middle;
  /** No forecast lies outside. */
  readonly least: number;
  readonly most: number;
}

export interface Ensemble {
  readonly names: readonly string[];
  /** Mean absolute error of each on the backtest. */
  readonly errors: readonly number[];
  readonly weights: readonly number[];
  /** By member, then by origin; the last origin is the end of the series. */
  readonly forecasts: readonly (readonly Float64Array[])[];
}

export interface Trial {
  readonly whole: WholeSeries;
  readonly tried: Origins;
  readonly middle: Middle;
}

/** All methods that forecast the series, weighted by how well they did from the origins tried; a step for each, so that others may have their turn between. */
export function* tryOut(methods: readonly ForecastMethod[], { whole, tried, middle }: Trial, horizon: number): Generator<void, Ensemble> {
  const asked = { origins: [...tried.origins, whole.values.length], horizon: Math.max(horizon, tried.horizon) };
  const judged = [];
  for (const method of methods) {
    const forecasts = method.forecasts(whole, asked);
    yield;
    if (forecasts?.every((one) => one.every(Number.isFinite)) !== true) continue;
    judged.push({ name: method.name, forecasts, ...backtestErrors(forecasts, tried, whole) });
  }
  const errors = judged.map(({ meanAbsolute }) => meanAbsolute);
  // The least absolute error is the median's, the least square the mean's.
  const weighed = middle === 'median' ? errors : judged.map(({ rootMeanSquare }) => rootMeanSquare);
  return { names: judged.map(({ name }) => name), errors, weights: weightsOf(weighed, windowsOf(tried, whole)), forecasts: judged.map(({ forecasts }) => forecasts) };
}

/** How many windows of the backtest's horizon would fill it. */
export const windowsOf = ({ origins, horizon }: Origins, { end }: WholeSeries): number => (end - (origins[0] as number)) / horizon;

/** In proportion to the likelihood of the errors if they followed Laplace's distribution, each method's with its own scale: error ^ −(independent errors). */
function weightsOf(errors: readonly number[], windows: number): number[] {
  const least = Math.min(...errors);
  const raw = errors.map((error) => (error <= least ? 1 : (least / error) ** (ERRORS_A_WINDOW * windows)));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** The weighted median, or mean, of the members from one origin, `length` steps. */
export function combined({ forecasts, weights }: Ensemble, origin: number, length: number, { middle, least, most }: Target): Float64Array {
  const values = new Float64Array(weights.length);
  const shares = new Float64Array(weights.length);
  const found = new Float64Array(length);
  for (let ahead = 0; ahead < length; ahead++) {
    shares.set(weights);
    for (let member = 0; member < values.length; member++) values[member] = forecasts[member]?.[origin]?.[ahead] as number;
    found[ahead] = Math.min(most, Math.max(least, middle === 'median' ? weightedMedian(values, shares) : weightedMean(values, shares)));
  }
  return found;
}

/** Of weights that add up to 1. */
const weightedMean = (values: Float64Array, weights: Float64Array): number => values.reduce((sum, value, at) => sum + value * (weights[at] as number), 0);
