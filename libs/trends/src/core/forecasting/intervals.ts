import type { Origins } from './forecast-method.js';
import type { WholeSeries } from './series.js';

/** How far on either side the errors of so many neighbouring steps count as well. */
const SMOOTHING_STEPS = 6;

/** The part that the place in the season has in the size of errors, beyond what the level of the forecast explains. */
const PLACE_POWER = 0.25;

/** Errors grow with the forecast, faster than the root (counts of independent calls) and slower than in proportion. */
const LEVEL_POWER = 0.75;

/** Share of the mean added to the level, as nothing is forecast without any error. */
const LEVEL_SHIFT = 0.1;

/** Half the width, in mean absolute errors, of an interval that holds the share `level` of errors that follow Laplace's distribution. */
export const halfWidth = (level: number): number => -Math.log(1 - level);

/** How far an interval reaches to either side, in mean absolute errors. */
export interface Widths {
  readonly below: number;
  readonly above: number;
}

/**
 * Half widths that also hold what the errors themselves were, which Laplace's distribution does not where most values are alike and few far
 * away, as of calls answered or not: on each side as wide as the share of the errors asks (split conformal intervals: Vovk, Gammerman and Shafer,
 * Algorithmic Learning in a Random World, 2005), of few `judged` values as the largest. Errors are value − forecast, NaN where none is known.
 */
export function tailWidths(errors: readonly Float64Array[], judged: number, level: number): Widths {
  const known = Float64Array.from(errors.flatMap((one) => [...one].filter((error) => !Number.isNaN(error)))).sort();
  const mean = known.reduce((sum, error) => sum + Math.abs(error), 0) / known.length;
  const least = halfWidth(level);
  if (!(mean > 0)) return { below: least, above: least };
  const rank = Math.min(known.length, Math.ceil(((1 + level) / 2) * (1 + 1 / judged) * known.length));
  return { below: Math.max(least, -(known[known.length - rank] as number) / mean), above: Math.max(least, (known[rank - 1] as number) / mean) };
}

/** How large the error of a forecast is, but for a factor: by the forecast's level where no value is negative, else always the same. */
export function errorSize({ values, present, known }: Pick<WholeSeries, 'values' | 'present' | 'known'>): (forecast: number) => number {
  const mean = values.reduce((sum, value, at) => (present[at] === 1 ? sum + value : sum), 0) / known;
  if (!(mean > 0) || values.some((value) => value < 0)) return () => 1;
  return (forecast) => (Math.max(forecast, 0) / mean + LEVEL_SHIFT) ** LEVEL_POWER;
}

/**
 * Mean absolute error to expect at each of `horizon` steps after `end`, from `errors`, a row an origin of the backtest: that at about so many
 * steps ahead, times what the place in the season has to do with it. NaN is no error known: a place or a step without any has the mean
 * of all. Beyond the backtest's horizon errors stay as at its end; `gap` is how many steps before `end` the last known value lies.
 * Origins × horizon.
 */
export function expectedErrors(errors: readonly Float64Array[], { origins, horizon: tried }: Origins, at: { end: number; season: number; horizon: number; gap?: number }): Float64Array {
  const ahead = smoothed(errors, tried);
  const place = placeFactors(errors, origins, at.season);
  return Float64Array.from({ length: at.horizon }, (_, step) => (ahead[Math.min(step + (at.gap ?? 0), tried - 1)] as number) * (place[(at.end + step) % at.season] as number) ** PLACE_POWER);
}

/** Mean of those that are not NaN. */
class RunningMean {
  private sum = 0;
  private count = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.sum += value;
    this.count++;
  }

  get value(): number | undefined { return this.count > 0 ? this.sum / this.count : undefined; }
}

function smoothed(errors: readonly Float64Array[], tried: number): Float64Array {
  const all = new RunningMean();
  for (const one of errors) one.forEach((error) => all.add(error));
  return Float64Array.from({ length: tried }, (_, step) => {
    const mean = new RunningMean();
    const last = Math.min(tried - 1, step + SMOOTHING_STEPS);
    for (const one of errors) for (let near = Math.max(0, step - SMOOTHING_STEPS); near <= last; near++) mean.add(one[near] as number);
    return mean.value ?? all.value ?? 0;
  });
}

/** Mean error at each place in the season over the mean of all; 1 where nothing was tried. */
function placeFactors(errors: readonly Float64Array[], origins: readonly number[], season: number): Float64Array {
  const all = new RunningMean();
  const places = Array.from({ length: season }, () => new RunningMean());
  errors.forEach((one, which) => one.forEach((error, step) => {
    all.add(error);
    (places[((origins[which] as number) + step) % season] as RunningMean).add(error);
  }));
  const mean = all.value ?? 0;
  return Float64Array.from(places, (place) => (place.value === undefined || mean === 0 ? 1 : place.value / mean));
}
