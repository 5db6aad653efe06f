import { backtestError, rollingOrigins } from './backtest.js';
import type { ForecastMethod, Origins } from './forecast-method.js';
import { errorSize, expectedErrors, halfWidth } from './intervals.js';
import { filled, type Series, type WholeSeries } from './series.js';
import { standardMethods } from './standard-methods.js';
import { weightedMedian } from './weighted-median.js';

/** From so many known values on there is a forecast: fewer say nothing about a day of hours. */
export const LEAST_HISTORY = 24;

/** Older values are not looked at: 71 weeks of hours. */
const MOST_HISTORY = 12_000;

/** What a backtest's window is worth in independent errors: those within follow each other closely. */
const ERRORS_A_WINDOW = 0.4;

/** A method that took part. */
export interface Member {
  readonly name: string;
  /** Share of the weight; all add up to 1. */
  readonly weight: number;
  /** On the backtest, in the series' unit. */
  readonly meanAbsoluteError: number;
  readonly point: Float64Array;
}

export interface Forecast {
  readonly kind: 'forecast';
  readonly point: Float64Array;
  readonly lower80: Float64Array;
  readonly upper80: Float64Array;
  readonly lower95: Float64Array;
  readonly upper95: Float64Array;
  /** The member that weighs most. */
  readonly model: string;
  readonly members: readonly Member[];
}

export type ForecastOutcome = Forecast | { readonly kind: 'insufficient_history' };

interface Ensemble {
  readonly names: readonly string[];
  readonly errors: readonly number[];
  readonly weights: readonly number[];
  /** By member, then by origin. */
  readonly forecasts: readonly (readonly Float64Array[])[];
}

/**
 * The next `horizon` values, in the series' unit, with intervals of 80 and 95 %; `insufficient_history` with fewer than
 * `LEAST_HISTORY` known values. Nothing in it is NaN or infinite; of counts nothing is negative.
 *
 * Many methods forecast, those of `standardMethods` and `more`; each is tried from rolling origins on the series' end, and the
 * forecast is their median, weighted by how well they did there. One good method in many is found where the backtest is long, and
 * on a short one, which would mislead, the weights are nearly even. The backtest's errors also give the width of the intervals.
 * About 10 ms for 960 hours with seasons of 24 and 168.
 */
export function forecast(series: Series, horizon: number, more: readonly ForecastMethod[] = []): ForecastOutcome {
  const whole = filled(series, MOST_HISTORY);
  if (whole.present.reduce((sum, one) => sum + one, 0) < LEAST_HISTORY) return { kind: 'insufficient_history' };
  const tried = rollingOrigins(whole.values.length, whole.seasons, horizon);
  const ensemble = tryOut([...standardMethods(whole), ...more], whole, tried, horizon);
  const least = series.count === undefined ? -Infinity : 0;
  const point = combined(ensemble, tried.origins.length, horizon, least);
  const expected = errorsAhead(ensemble, whole, tried, point);
  const bound = (width: number) => point.map((value, ahead) => Math.max(least, value + width * (expected[ahead] as number)));
  const [width80, width95] = [halfWidth(0.8), halfWidth(0.95)];
  return {
    kind: 'forecast', point, lower80: bound(-width80), upper80: bound(width80), lower95: bound(-width95), upper95: bound(width95),
    model: ensemble.names[ensemble.weights.indexOf(Math.max(...ensemble.weights))] as string,
    members: ensemble.names.map((name, member) => ({
      name, weight: ensemble.weights[member] as number, meanAbsoluteError: ensemble.errors[member] as number, point: ensemble.forecasts[member]?.at(-1) as Float64Array,
    })),
  };
}

function tryOut(methods: readonly ForecastMethod[], whole: WholeSeries, tried: Origins, horizon: number): Ensemble {
  const asked = { origins: [...tried.origins, whole.values.length], horizon: Math.max(horizon, tried.horizon) };
  const judged = methods.flatMap((method) => {
    const forecasts = method.forecasts(whole, asked);
    return forecasts?.every((one) => one.every(Number.isFinite)) !== true ? [] : [{ name: method.name, forecasts, error: backtestError(forecasts, tried, whole) }];
  });
  const errors = judged.map(({ error }) => error);
  return { names: judged.map(({ name }) => name), errors, weights: weightsOf(errors, windowsOf(tried, whole)), forecasts: judged.map(({ forecasts }) => forecasts) };
}

/** How many windows of the backtest's horizon would fill it. */
const windowsOf = ({ origins, horizon }: Origins, { values }: WholeSeries) => (values.length - (origins[0] as number)) / horizon;

/** In proportion to the likelihood of the errors if they followed Laplace's distribution, each method's with its own scale: error ^ −(independent errors). */
function weightsOf(errors: readonly number[], windows: number): number[] {
  const least = Math.min(...errors);
  const raw = errors.map((error) => (error <= least ? 1 : (least / error) ** (ERRORS_A_WINDOW * windows)));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** The weighted median of the members from one origin, `length` steps, none below `least`. */
function combined({ forecasts, weights }: Ensemble, origin: number, length: number, least: number): Float64Array {
  const values = new Float64Array(weights.length);
  const shares = new Float64Array(weights.length);
  const middle = new Float64Array(length);
  for (let ahead = 0; ahead < length; ahead++) {
    shares.set(weights);
    for (let member = 0; member < values.length; member++) values[member] = forecasts[member]?.[origin]?.[ahead] as number;
    middle[ahead] = Math.max(least, weightedMedian(values, shares));
  }
  return middle;
}

/** Mean absolute error to expect of each step of `point`: the ensemble's on the backtest for forecasts of such a size, more where that was short. */
function errorsAhead(ensemble: Ensemble, whole: WholeSeries, tried: Origins, point: Float64Array): Float64Array {
  const size = errorSize(whole);
  const errors = tried.origins.map((origin, which) => combined(ensemble, which, tried.horizon, -Infinity).map((value, ahead) => (
    whole.present[origin + ahead] === 1 ? Math.abs((whole.values[origin + ahead] as number) - value) / size(value) : NaN)));
  const at = { end: whole.values.length, season: whole.seasons[0] ?? 1, horizon: point.length };
  const doubt = 1 + 1 / windowsOf(tried, whole) ** 2;
  return expectedErrors(errors, tried, at).map((error, ahead) => doubt * error * size(point[ahead] as number));
}
