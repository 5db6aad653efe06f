import type { LocalGrid } from './local-grid.js';
import type { MetricTraits } from './metrics.js';

const DAY_HOURS = 24;
/** Days on either side on which an hour must find its like. */
const DAYS_NEAR = 14;
/** Fewer known days tell nothing of what an hour can bear. */
const FEWEST_DAYS = 2;
const ONE_CALL = 1;

/**
 * The grid that levels, seasons and changes are read from: an hour that is further out, by more than a grain, than the same hour or one beside it was on any
 * other day of the fortnights before and after counts as the furthest of those, and none of a share rests on more calls. So what a single hour does, however wild, is that hour's and
 * nothing else's, while what happened on two days stands. Nothing is assumed of how values scatter. Weights come out with mean 1. O(28 n).
 */
export function temperedGrid(grid: LocalGrid, { grain }: MetricTraits): LocalGrid {
  const values = borne(grid.values, grid.weights, grain);
  const isWeighted = grid.weights.some((weight) => weight > 0 && weight !== 1);
  return { ...grid, values, weights: isWeighted ? withMeanOne(borne(grid.weights, grid.weights, ONE_CALL)) : grid.weights };
}

/** Each known value inside of what its like reached on other days. */
function borne(values: Float64Array, weights: Float64Array, slack: number): Float64Array {
  const most = aboutEach(values, weights, Math.max, -Infinity);
  const least = aboutEach(values, weights, Math.min, Infinity);
  return values.map((value, at) => {
    if (!((weights[at] as number) > 0)) return value;
    let [low, high, days] = [Infinity, -Infinity, 0];
    for (let away = -DAYS_NEAR; away <= DAYS_NEAR; away++) {
      const like = at + away * DAY_HOURS;
      if (away === 0 || !((most[like] ?? -Infinity) > -Infinity)) continue;
      high = Math.max(high, most[like] as number);
      low = Math.min(low, least[like] as number);
      days++;
    }
    return days < FEWEST_DAYS || (value <= high + slack && value >= low - slack) ? value : Math.max(low, Math.min(high, value));
  });
}

/** The extreme of each place and its neighbours, of the known ones. */
function aboutEach(values: Float64Array, weights: Float64Array, extreme: (one: number, other: number) => number, none: number): Float64Array {
  const known = (at: number): number => ((weights[at] ?? 0) > 0 ? (values[at] as number) : none);
  return values.map((_, at) => extreme(known(at), extreme(known(at - 1), known(at + 1))));
}

function withMeanOne(weights: Float64Array): Float64Array {
  let [sum, known] = [0, 0];
  for (const weight of weights) {
    sum += weight;
    if (weight > 0) known++;
  }
  return weights.map((weight) => (weight * known) / sum);
}
