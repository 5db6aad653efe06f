import { stl, type Stl, type StlOptions } from './stl.js';

export interface MstlOptions extends Pick<StlOptions, 'jumpTenths' | 'innerIterations' | 'outerIterations' | 'weights' | 'grain'> {
  /** Points in a cycle. Those that do not fit twice into the series are left out. */
  readonly periods: readonly number[];
  /** Rounds in which the seasons are separated from each other: 2 if left out. */
  readonly iterations?: number;
}

export interface Season {
  readonly period: number;
  readonly values: Float64Array;
}

export interface Mstl {
  /** By rising period; none where the series is shorter than two cycles of the shortest. */
  readonly seasons: readonly Season[];
  readonly trend: Float64Array;
  readonly remainder: Float64Array;
}

/**
 * Splits a series with several seasons, the shortest first, by STL on what the other seasons leave; the seasonal windows are 11, 15, 19 … cycles,
 * of degree 0 as in R: a line through the two or three values of a young season would fit their noise.
 * Undefined where no period fits twice. Values must be finite (see {@link stl} on missing ones).
 * Source: Bandara, Hyndman & Bergmeir, MSTL, arXiv 2107.13462 (2021); R's `forecast::mstl`.
 */
export function mstl(values: Float64Array, options: MstlOptions): Mstl | undefined {
  const periods = [...new Set(options.periods)].sort((a, b) => a - b).filter((period) => values.length >= 2 * period);
  if (periods.length === 0) return undefined;
  const seasons: { period: number; values: Float64Array }[] = periods.map((period) => ({ period, values: new Float64Array(values.length) }));
  const rest = Float64Array.from(values);
  const rounds = periods.length === 1 ? 1 : (options.iterations ?? 2);
  let split: Stl | undefined;
  for (let round = 0; round < rounds; round++) {
    seasons.forEach((season, place) => {
      addTo(rest, season.values, 1);
      split = stl(rest, { ...settings(options), period: season.period, seasonalWindow: 11 + 4 * place, seasonalDegree: 0 });
      season.values = split.seasonal;
      addTo(rest, season.values, -1);
    });
  }
  const { trend } = split as Stl;
  return { seasons, trend, remainder: rest.map((value, at) => value - (trend[at] as number)) };
}

const settings = ({ periods: _periods, iterations: _iterations, ...rest }: MstlOptions): Omit<StlOptions, 'period'> => rest;

function addTo(sum: Float64Array, values: Float64Array, sign: 1 | -1): void {
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] as number) + sign * (values[at] as number);
}
