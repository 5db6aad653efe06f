import { harmonicP, holm } from '../decomposition/harmonic-test.js';
import { mstl } from '../decomposition/mstl.js';
import { seasonalStrength } from '../decomposition/seasonal-strength.js';
import { shuffleP } from '../decomposition/shuffle-test.js';
import { robustSpread } from '../robust/spread.js';
import { theilSen } from '../trend/theil-sen.js';
import type { LocalGrid } from './local-grid.js';

const PERIODS = [24, 168] as const;
/** Chance of calling noise a season. */
const ALPHA = 0.05;
/** Values further out, in robust standard deviations, are drawn in before a rhythm is looked for. */
const FURTHEST = 4;

export interface FoundSeason {
  readonly periodHours: number;
  readonly strength: number;
  /** More than noise would show, whatever its strength. */
  readonly isReal: boolean;
  readonly values: Float64Array;
}

export interface Decomposition {
  readonly trend: Float64Array;
  /** Of the periods that fit twice. */
  readonly seasons: readonly FoundSeason[];
  /** Trend and the real seasons: what was to be expected at each place. */
  readonly expected: Float64Array;
}

/** Trend, seasons of a day and a week, and which of these are real, of a tempered grid; `grain` is the finest scatter of a value to be believed. Undefined under two days. */
export function decompose(grid: LocalGrid, grain: number): Decomposition | undefined {
  const split = mstl(grid.values, { periods: PERIODS, jumpTenths: 1, outerIterations: 1, weights: grid.weights, grain });
  if (split === undefined) return undefined;
  const { trend, remainder } = split;
  const centred = withoutLine(grid);
  const pValues = holm(split.seasons.map(({ period }) => seasonP(centred, grid.weights, period)));
  const seasons = split.seasons.map(({ period, values }, place) => ({
    periodHours: period,
    strength: seasonalStrength({ season: values, trend, remainder }, grid.weights),
    isReal: (pValues[place] as number) < ALPHA,
    values,
  }));
  const real = seasons.filter(({ isReal }) => isReal);
  const expected = trend.map((level, at) => real.reduce((sum, { values }) => sum + (values[at] as number), level));
  return { trend, seasons, expected };
}

/** That no more than chance, or a single day, makes the season: both tests must agree, and the dearer one is asked last. */
function seasonP(centred: Float64Array, weights: Float64Array, period: number): number {
  const byHarmonics = harmonicP(centred, period) ?? 1;
  return byHarmonics < ALPHA ? Math.max(byHarmonics, shuffleP(centred, weights, period === 24 ? 24 : 168)) : byHarmonics;
}

/** The values less their Theil–Sen line, by weight, so 0 where missing; wild ones drawn in. */
function withoutLine({ values, weights }: LocalGrid): Float64Array {
  const places = weights.map((_, at) => at).filter((at) => (weights[at] as number) > 0);
  const slope = theilSen({ times: places, values: places.map((at) => values[at] as number) })?.slope ?? 0;
  const tilted = values.map((value, at) => value - slope * at);
  const { centre, sigma } = robustSpread(tilted.filter((_, at) => (weights[at] as number) > 0)) ?? { centre: 0, sigma: 0 };
  const drawnIn = tilted.map((value) => Math.max(-FURTHEST * sigma, Math.min(FURTHEST * sigma, value - centre)));
  const mean = drawnIn.reduce((sum, value, at) => sum + value * (weights[at] as number), 0) / Math.max(1, weights.reduce((sum, weight) => sum + weight, 0));
  return drawnIn.map((value, at) => (value - mean) * (weights[at] as number));
}
