import type { Origins } from './forecast-method.js';

/** How far on either side the errors of so many neighbouring steps count as well. */
const SMOOTHING_STEPS = 6;

/**
 * Mean absolute error to expect at each of `horizon` steps after `end`: that of the backtest at about so many steps ahead, times the
 * square root of what the place in the season has to do with it (between an even error all day and one that follows the hour).
 * Beyond the backtest's horizon errors stay as at its end.
 */
export function expectedErrors(errors: readonly Float64Array[], { origins, horizon: tried }: Origins, at: { end: number; season: number; horizon: number }): Float64Array {
  const ahead = smoothed(errors, tried);
  const place = placeFactors(errors, origins, at.season);
  return Float64Array.from({ length: at.horizon }, (_, step) => {
    const factor = place[(at.end + step) % at.season] as number;
    return (ahead[Math.min(step, tried - 1)] as number) * Math.sqrt(factor);
  });
}

/** Mean of those that are not NaN, 0 of none. */
class RunningMean {
  private sum = 0;
  private count = 0;

  add(value: number): void {
    if (Number.isNaN(value)) return;
    this.sum += value;
    this.count++;
  }

  get value(): number { return this.count > 0 ? this.sum / this.count : 0; }
  get isEmpty(): boolean { return this.count === 0; }
}

function smoothed(errors: readonly Float64Array[], tried: number): Float64Array {
  return Float64Array.from({ length: tried }, (_, step) => {
    const mean = new RunningMean();
    const last = Math.min(tried - 1, step + SMOOTHING_STEPS);
    for (const one of errors) for (let near = Math.max(0, step - SMOOTHING_STEPS); near <= last; near++) mean.add(one[near] as number);
    return mean.value;
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
  return Float64Array.from(places, (place) => (place.isEmpty || all.value === 0 ? 1 : place.value / all.value));
}

/** Half the width, in mean absolute errors, of an interval that holds the share `level` of errors that follow Laplace's distribution. */
export const halfWidth = (level: number): number => -Math.log(1 - level);
