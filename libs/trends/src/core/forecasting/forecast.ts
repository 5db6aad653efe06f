import { backtestError, rollingOrigins } from './backtest.js';
import type { ForecastMethod, Origins } from './forecast-method.js';
import { expectedErrors, halfWidth } from './intervals.js';
import { filled, type FilledSeries, type Series } from './series.js';
import { standardMethods } from './standard-methods.js';
import { weightedMedian } from './weighted-median.js';

/** Fewer values than these say nothing about a day. */
export const LEAST_HISTORY = 24;

/** Older values are not looked at: 71 weeks of hours. */
const MOST_HISTORY = 12_000;

/** Independent errors that a backtest's window of the whole horizon is worth: they follow each other closely. */
const ERRORS_A_WINDOW = 0.4;

export interface Member {
  readonly name: string;
  /** Share of the weight, adding up to 1. */
  readonly weight: number;
  /** On the backtest. */
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

type Judged = { readonly name: string; readonly error: number; readonly forecasts: readonly Float64Array[] };

/**
 * What the next `horizon` values will be, with intervals.
 */
export function forecast(series: Series, horizon: number, more: readonly ForecastMethod[] = []): ForecastOutcome {
  const whole = filled(series, MOST_HISTORY);
  if (whole.present.reduce((sum, one) => sum + one, 0) < LEAST_HISTORY) return { kind: 'insufficient_history' };
  const tried = rollingOrigins(whole.values.length, whole.seasons, horizon);
  const judged = judge([...standardMethods(whole), ...more], whole, tried, horizon);
  const weights = weightsOf(judged, (whole.values.length - (tried.origins[0] as number)) / tried.horizon);
  const least = series.count === undefined ? -Infinity : 0;
  const served = (which: number, length: number) => combined(judged.map(({ forecasts }) => forecasts[which] as Float64Array), weights, length, least);
  const errors = tried.origins.map((origin, which) => served(which, tried.horizon).map((value, ahead) =>
    whole.present[origin + ahead] === 1 ? Math.abs((whole.values[origin + ahead] as number) - value) : NaN));
  const point = served(tried.origins.length, horizon);
  const season = whole.seasons[0] ?? 1;
  const expected = expectedErrors(errors, tried, { end: whole.values.length, season, horizon });
  const bound = (width: number) => point.map((value, ahead) => Math.max(least, value + width * (expected[ahead] as number)));
  return {
    kind: 'forecast', point, lower80: bound(-halfWidth(0.8)), upper80: bound(halfWidth(0.8)), lower95: bound(-halfWidth(0.95)), upper95: bound(halfWidth(0.95)),
    model: (judged[weights.indexOf(Math.max(...weights))] as Judged).name,
    members: judged.map(({ name, error, forecasts }, at) => ({ name, weight: weights[at] as number, meanAbsoluteError: error, point: forecasts.at(-1) as Float64Array })),
  };
}

function judge(methods: readonly ForecastMethod[], whole: FilledSeries & { present: Uint8Array }, tried: Origins, horizon: number): Judged[] {
  const asked = { origins: [...tried.origins, whole.values.length], horizon };
  return methods.flatMap((method) => {
    const forecasts = method.forecasts(whole, asked);
    const error = forecasts && backtestError(forecasts, tried, whole);
    return forecasts && error !== undefined ? [{ name: method.name, error, forecasts }] : [];
  });
}

/** In proportion to the likelihood of the backtest's errors, taken as Laplace's with the scale that fits best: error ^ −(independent errors). */
function weightsOf(judged: readonly Judged[], windows: number): number[] {
  const least = Math.min(...judged.map(({ error }) => error));
  const raw = judged.map(({ error }) => (error <= least ? 1 : (least / error) ** (ERRORS_A_WINDOW * windows)));
  const sum = raw.reduce((total, weight) => total + weight, 0);
  return raw.map((weight) => weight / sum);
}

/** The weighted median of the first `length` steps, none below `least`. */
function combined(forecasts: readonly Float64Array[], weights: readonly number[], length: number, least: number): Float64Array {
  const values = new Float64Array(weights.length);
  const shares = new Float64Array(weights.length);
  const middle = new Float64Array(length);
  for (let ahead = 0; ahead < length; ahead++) {
    shares.set(weights);
    for (let member = 0; member < values.length; member++) values[member] = (forecasts[member] as Float64Array)[ahead] as number;
    middle[ahead] = Math.max(least, weightedMedian(values, shares));
  }
  return middle;
}
