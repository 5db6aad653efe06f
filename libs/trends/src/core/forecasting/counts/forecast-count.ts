import { backtestErrors } from '../backtest.js';
import { windowsOf } from '../ensemble.js';
import type { ForecastMethod, Origins } from '../forecast-method.js';
import type { CountTotal, Forecast } from '../forecast-outcome.js';
import type { WholeSeries } from '../series.js';
import { countBounds, type CountBounds, type Dispersion } from './gamma-poisson.js';
import { devianceOf, judgedSums, judgedValues, total } from './judged.js';
import { measuredDispersion, measuredDoubt } from './measured-dispersion.js';
import { rateMethods } from './rate-methods.js';

/** No expected value is taken for less, as a share of the mean of all: one thing that came though it was held for impossible would rule the backtest. */
const LEAST_RATE = 1e-3;

/** What a value of the backtest is worth beside one that stands alone: its neighbours are forecast from the same level. */
const WORTH = 0.5;

interface Candidate {
  readonly name: string;
  readonly memory: number;
  /** By origin; the last is the end of the series. */
  readonly forecasts: readonly Float64Array[];
  readonly deviance: number;
  readonly meanAbsoluteError: number;
}

interface Trial {
  readonly whole: WholeSeries;
  readonly tried: Origins;
}

/**
 * The forecast of a sparse count (`isSparseCount`), in steps of a method each: expected values, with the quantiles of a Gamma-Poisson distribution.
 * The methods are `rateMethods` and `more`; they are tried from the origins and their weighted mean is the forecast, each weighted by its likelihood there as
 * that of Poisson counts: the median's error, by which other series are judged, would choose whoever always says 0. What the backtest's counts scatter by
 * gives the intervals' width.
 */
export function* forecastCountInSteps({ whole, tried }: Trial, horizon: number, more: readonly ForecastMethod[]): Generator<void, Forecast> {
  const candidates = yield* tryOut({ whole, tried }, horizon, more);
  const known = total(whole.present.subarray(tried.origins[0]));
  const weights = weightsOf(candidates, known);
  const means = [...tried.origins, whole.values.length].map((_, which) => mixed(candidates, weights, which));
  const point = (means.at(-1) as Float64Array).slice(0, horizon);
  const dispersion = measuredDispersion(judgedValues(means, tried, whole), known);
  yield;
  const bounds = Array.from(point, (mean) => countBounds(mean, dispersion));
  const row = (bound: keyof CountBounds): Float64Array => Float64Array.from(bounds, (one) => one[bound]);
  const memory = candidates.reduce((sum, one, at) => sum + (weights[at] as number) * one.memory, 0);
  const least = 1 / (memory * meanOf(whole));
  return {
    kind: 'forecast', point, lower80: row('lower80'), upper80: row('upper80'), lower95: row('lower95'), upper95: row('upper95'),
    total: totalOf(point, dispersion, (perCount) => measuredDoubt(judgedSums(means, tried, whole), perCount, { least, independent: windowsOf(tried, whole) })),
    model: candidates[weights.indexOf(Math.max(...weights))]?.name as string,
    members: candidates.map(({ name, meanAbsoluteError, forecasts }, at) => ({ name, weight: weights[at] as number, meanAbsoluteError, point: (forecasts.at(-1) as Float64Array).slice(0, horizon) })),
  };
}

function* tryOut({ whole, tried }: Trial, horizon: number, more: readonly ForecastMethod[]): Generator<void, Candidate[]> {
  const asked = { origins: [...tried.origins, whole.values.length], horizon: Math.max(horizon, tried.horizon) };
  const least = LEAST_RATE * meanOf(whole);
  const candidates: Candidate[] = [];
  const methods = [...rateMethods(whole), ...more.map((method) => ({ method, memory: whole.known }))];
  for (const { method, memory } of methods) {
    const found = method.forecasts(whole, asked);
    yield;
    if (found?.every((one) => one.every(Number.isFinite)) !== true) continue;
    const forecasts = found.map((one) => one.map((rate) => Math.max(least, rate)));
    const { meanAbsolute } = backtestErrors(forecasts, tried, whole);
    candidates.push({ name: method.name, memory, forecasts, deviance: devianceOf(judgedValues(forecasts, tried, whole)), meanAbsoluteError: meanAbsolute });
  }
  return candidates;
}

const meanOf = ({ values, present, known }: WholeSeries): number => total(values.filter((_, at) => present[at] === 1)) / known;

function weightsOf(candidates: readonly Candidate[], known: number): number[] {
  const least = Math.min(...candidates.map(({ deviance }) => deviance));
  const raw = candidates.map(({ deviance }) => Math.exp(-WORTH * known * (deviance - least)));
  const sum = raw.reduce((all, weight) => all + weight, 0);
  return raw.map((weight) => weight / sum);
}

function mixed(candidates: readonly Candidate[], weights: readonly number[], which: number): Float64Array {
  const found = new Float64Array(candidates[0]?.forecasts[which]?.length ?? 0);
  candidates.forEach(({ forecasts }, at) => forecasts[which]?.forEach((value, ahead) => (found[ahead] = (found[ahead] as number) + (weights[at] as number) * value)));
  return found;
}

/** Values that scatter each for itself about a level in doubt. */
function totalOf(point: Float64Array, { perCount, perMean }: Dispersion, doubt: (perCount: number) => number): CountTotal {
  const value = total(point);
  const ofOne = perCount + (perMean * point.reduce((sum, rate) => sum + rate * rate, 0)) / value;
  return { value, ...countBounds(value, { perCount: ofOne, perMean: doubt(ofOne) }) };
}
