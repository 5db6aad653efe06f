import { rollingOrigins } from './backtest.js';
import { combined, tryOut, windowsOf, type Ensemble, type Target, type Trial } from './ensemble.js';
import { forecastCountInSteps } from './counts/forecast-count.js';
import { isSparseCount } from './counts/sparse-count.js';
import type { ForecastMethod } from './forecast-method.js';
import type { Forecast, ForecastOutcome } from './forecast-outcome.js';
import { errorSize, expectedErrors, halfWidth, tailWidths, type Widths } from './intervals.js';
import { filled, type Series } from './series.js';
import { shrunkMean } from './shrunk-mean.js';
import { methodsOfMeans, standardMethods } from './standard-methods.js';
import { unitOf, withinBounds } from './unit.js';

/** From so many known values on there is a forecast: fewer say nothing about a day of hours. */
export const LEAST_HISTORY = 24;

/** Older values are not looked at: 71 weeks of hours. */
const MOST_HISTORY = 12_000;

/** By how much errors may be larger than they were on one known value, as a share. */
const DOUBT_A_VALUE = 4;

/**
 * The next `horizon` values, in the series' unit, with intervals of 80 and 95 %; `insufficient_history` with fewer than
 * `LEAST_HISTORY` known values. Nothing in it is NaN or infinite; of counts nothing is negative, shares lie from 0 to 1.
 *
 * Many methods forecast, those of `standardMethods` and `more`; each is tried from rolling origins on the series' end, and the
 * forecast is their median, weighted by how well they did there; of shares the mean. One good method in many is found where the backtest is
 * long, and on a short one, which would mislead, the weights are nearly even. The backtest's errors also give the width of the
 * intervals. Missing values are filled in for the methods alone: neither weights nor intervals rest on them.
 * Counts that are mostly 0 or small (`isSparseCount`) are forecast by their mean, and have methods, weights and intervals of their own (`forecastCountInSteps`).
 * About 10 ms for 960 hours with seasons of 24 and 168.
 */
export function forecast(series: Series, horizon: number, more: readonly ForecastMethod[] = []): ForecastOutcome {
  const steps = forecastInSteps(series, horizon, more);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** `forecast` in steps of a method each, for whoever has others to let in between. */
export function* forecastInSteps(series: Series, horizon: number, more: readonly ForecastMethod[] = []): Generator<void, ForecastOutcome> {
  const unit = unitOf(series.values);
  const whole = filled(unit === 1 ? series : { ...series, values: series.values.map((value) => value / unit) }, MOST_HISTORY);
  if (whole.known < LEAST_HISTORY) return { kind: 'insufficient_history' };
  const tried = rollingOrigins(whole, whole.seasons, horizon);
  if (unit === 1 && isSparseCount(whole, series.count)) return yield* forecastCountInSteps({ whole, tried }, horizon, more);
  const isShare = series.share === true;
  const isTold = whole.known === whole.values.length && !isShare;
  const target: Target = { middle: isShare ? 'mean' : 'median', least: isShare || series.count !== undefined ? 0 : -Infinity, most: isShare ? 1 / unit : Infinity };
  const trial: Trial = { whole, tried, middle: target.middle };
  const methods = [...(isShare ? methodsOfMeans(whole) : standardMethods(whole)), ...(isTold ? [] : [shrunkMean(whole.present)]), ...more];
  const ensemble = yield* tryOut(methods, trial, horizon);
  const point = combined(ensemble, trial.tried.origins.length, horizon, target);
  yield;
  const bounds = boundsOf(ensemble, trial, target, point);
  const found: Forecast = {
    kind: 'forecast', point, ...bounds,
    model: ensemble.names[ensemble.weights.indexOf(Math.max(...ensemble.weights))] as string,
    members: ensemble.names.map((name, member) => ({
      name, weight: ensemble.weights[member] as number, meanAbsoluteError: ensemble.errors[member] as number, point: ensemble.forecasts[member]?.at(-1) as Float64Array,
    })),
  };
  return unit === 1 ? found : withinBounds(found, unit);
}

type Bounds = Pick<Forecast, 'lower80' | 'upper80' | 'lower95' | 'upper95'>;

function boundsOf(ensemble: Ensemble, trial: Trial, { middle, least, most }: Target, point: Float64Array): Bounds {
  const { expected, widths, judged } = errorsAhead(ensemble, trial, { middle, least: -Infinity, most: Infinity }, point);
  const saysNothing = (level: number) => middle === 'mean' && isAllOrNone(trial.whole) && 1 / (judged + 1) > (1 - level) / 2;
  const edge = (level: number, width: number, limit: number) => (saysNothing(level) ? point.map(() => limit) : bound(width));
  const bound = (width: number) => point.map((value, ahead) => Math.min(most, Math.max(least, value + width * (expected[ahead] as number))));
  const [of80, of95] = [widths(0.8), widths(0.95)];
  return { lower80: edge(0.8, -of80.below, least), upper80: edge(0.8, of80.above, most), lower95: edge(0.95, -of95.below, least), upper95: edge(0.95, of95.above, most) };
}

/** Shares of single calls: so few of them that the rarer one may just not have come yet say nothing of how rare it is. */
const isAllOrNone = ({ values, present }: Trial['whole']): boolean => values.every((value, at) => present[at] !== 1 || value === 0 || value === 1);

/**
 * Mean absolute error to expect of each step of `point`, the ensemble's on the backtest for forecasts of such a size, more where that was
 * short or many of its values are missing; and how many of those errors wide an interval is on either side.
 */
function errorsAhead(ensemble: Ensemble, { whole, tried, middle }: Trial, target: Target, point: Float64Array): { expected: Float64Array; widths: (level: number) => Widths; judged: number } {
  const { values, present, known, end, seasons } = whole;
  const size = errorSize(whole);
  const errors = tried.origins.map((origin, which) => combined(ensemble, which, tried.horizon, target).map((value, ahead) => (
    present[origin + ahead] === 1 ? ((values[origin + ahead] as number) - value) / size(value) : NaN)));
  const at = { end: values.length, season: seasons[0] ?? 1, horizon: point.length, gap: values.length - end };
  const tryable = end - (tried.origins[0] as number);
  const judged = present.subarray(tried.origins[0] as number, end).reduce((sum, one) => sum + one, 0);
  const doubt = (1 + 1 / windowsOf(tried, whole) ** 2) * (1 + DOUBT_A_VALUE * (1 / judged - 1 / tryable));
  const expected = expectedErrors(errors.map((one) => one.map(Math.abs)), tried, at).map((error, ahead) => doubt * error * size(point[ahead] as number));
  const isPlain = middle === 'median' && known === values.length;
  return { expected, judged, widths: (level) => (isPlain ? { below: halfWidth(level), above: halfWidth(level) } : tailWidths(errors, judged, level)) };
}
