import { median } from '#kernel';
import { robustSpread } from '../robust/spread.js';
import type { TimedValues } from '../trend/theil-sen.js';
import type { LocalGrid } from './local-grid.js';
import type { Decomposition } from './seasons.js';

/** From so many days on the levels are those of days; of a shorter series, of quarters of a day. */
const DAYS_FOR_DAYS = 14;
/** Finer than this share of a grain is what smoothing leaves of a constant, and no trend. */
const ROUNDING = 1e-3;
/** Hours further from what was expected, in robust standard deviations, are drawn in. */
const FURTHEST = 4;

/** A value without what smoothing leaves of a constant; `grain` is the finest step of a value that means anything. */
export const withoutRounding = (value: number, grain: number): number => Math.round(value / (ROUNDING * grain)) * ROUNDING * grain;

/** Means of the deseasonalised series: what a trend and a change of level are read from. */
export interface Levels extends TimedValues {
  /** In local days since the series began; the middle of each block. */
  readonly times: Float64Array;
  /** Mean hourly value. */
  readonly values: Float64Array;
  /** First seen place of the grid in each block. */
  readonly firstPlaces: Int32Array;
  /** Blocks in a day. */
  readonly perDay: 1 | 4;
}

/**
 * Levels by local day. Means of a day follow each other far less than hours do, which leaves the tests little autocorrelation to correct. A block with
 * less than half of the hours that blocks usually have is left out; `grain` is the finest step of a value that means anything. O(n).
 */
export function levelsOf(grid: LocalGrid, { trend, expected }: Decomposition, grain: number): Levels {
  const perDay = grid.values.length >= DAYS_FOR_DAYS * 24 ? 1 : 4;
  const size = 24 / perDay;
  const offset = ((grid.firstHour % size) + size) % size;
  const remainder = grid.values.map((value, at) => ((grid.weights[at] as number) > 0 ? value - (expected[at] as number) : NaN));
  const { sigma } = robustSpread(remainder) ?? { sigma: 0 };
  const blocks = Array.from({ length: Math.ceil((grid.values.length + offset) / size) }, () => ({ sum: 0, count: 0, first: 0 }));
  remainder.forEach((rest, at) => {
    const block = blocks[Math.floor((at + offset) / size)];
    if (block === undefined || Number.isNaN(rest)) return;
    if (block.count++ === 0) block.first = at;
    block.sum += (trend[at] as number) + Math.max(-FURTHEST * sigma, Math.min(FURTHEST * sigma, rest));
  });
  const usual = median(blocks.filter(({ count }) => count > 0).map(({ count }) => count)) ?? 0;
  const kept = blocks.map((block, at) => ({ ...block, time: (at + 0.5) / perDay })).filter(({ count }) => count > 0 && count >= usual / 2);
  return {
    times: Float64Array.from(kept, ({ time }) => time),
    values: Float64Array.from(kept, ({ sum, count }) => withoutRounding(sum / count, grain)),
    firstPlaces: Int32Array.from(kept, ({ first }) => first),
    perDay,
  };
}
