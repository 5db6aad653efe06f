/** What a season does to values: adds to them, or multiplies them. */
export interface ClassicalSeason {
  readonly multiplies: boolean;
  /** Of each place in the season, the place of the first value first; mean 0, or 1 where it multiplies. */
  readonly shape: Float64Array;
}

/**
 * The season of the classical decomposition: how far values lie from the centred moving average over a season, averaged by their place in
 * it (Kendall and Stuart, The Advanced Theory of Statistics, volume 3). It multiplies where all values and all of its shape are above zero,
 * else it adds. `values` hold at least two seasons. Linear.
 */
export function classicalSeason(values: Float64Array, season: number): ClassicalSeason {
  const level = movingAverage(values, season);
  if (values.every((value) => value > 0)) {
    const shape = meanByPlace(values, season, (value, at) => value / (level[at] as number));
    const mean = meanOf(shape);
    if (shape.every((share) => share > 0)) return { multiplies: true, shape: shape.map((share) => share / mean) };
  }
  const shape = meanByPlace(values, season, (value, at) => value - (level[at] as number));
  const mean = meanOf(shape);
  return { multiplies: false, shape: shape.map((away) => away - mean) };
}

/** Over `season` values around each, the two outermost by half where it is even; NaN where they are not all there. */
function movingAverage(values: Float64Array, season: number): Float64Array {
  const sums = new Float64Array(values.length + 1);
  values.forEach((value, at) => { sums[at + 1] = (sums[at] as number) + value; });
  const sumOf = (from: number) => (sums[from + season] as number) - (sums[from] as number);
  const half = Math.floor(season / 2);
  return values.map((_, at) => {
    const from = at - half;
    if (from < 0 || at + half >= values.length) return NaN;
    return (season % 2 === 1 ? sumOf(from) : (sumOf(from) + sumOf(from + 1)) / 2) / season;
  });
}

/** Over those that are numbers. */
function meanByPlace(values: Float64Array, season: number, rest: (value: number, at: number) => number): Float64Array {
  const [sums, counts] = [new Float64Array(season), new Float64Array(season)];
  values.forEach((value, at) => {
    const found = rest(value, at);
    if (Number.isNaN(found)) return;
    sums[at % season] = (sums[at % season] as number) + found;
    counts[at % season] = (counts[at % season] as number) + 1;
  });
  return sums.map((sum, place) => sum / (counts[place] as number));
}

const meanOf = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
