import { median } from '#kernel';
import { heldLevels } from '../robust/held-levels.js';
import type { TimedValues } from '../trend/theil-sen.js';
import type { LocalGrid } from './local-grid.js';
import type { MetricTraits } from './metrics.js';
import type { Decomposition } from './seasons.js';

/** From so many days on the levels are those of days; of a shorter series, of quarters of a day. */
const DAYS_FOR_DAYS = 14;
/** Finer than this share of a grain is what smoothing leaves of a constant, and no trend. */
const ROUNDING = 1e-3;
/** A hundredth of a grain, in steps of rounding: what is left of a tempered hour in its neighbours is no trend. */
const LEAST_STEP = 10;
/** Days on either side that a level must agree with: four of seven. */
const DAYS_ABOUT = 3;

/** A value without what smoothing leaves of a constant; `grain` is the finest step of a value that means anything. */
export const withoutRounding = (value: number, grain: number): number => Math.round(value / (ROUNDING * grain)) * ROUNDING * grain;

/**
 * The least scatter that levels are taken to have: of a count one call more or less in a block, of shares and means a grain. Below it what PELT calls a change
 * is what smoothing leaves of a rhythm.
 */
export const leastScatter = ({ isCount, grain }: MetricTraits, { perDay }: Pick<Levels, 'perDay'>): number => (isCount ? (grain * perDay) / 24 : grain);

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
 * Levels by local day, each near those of the days about it ({@link heldLevels}). Means of a day follow each other far less than hours do, which leaves the
 * tests little autocorrelation to correct. A block with less than half of the weight that blocks usually have (hours, or of a share calls) is left out;
 * `grain` is the finest step of a value that means anything. O(n).
 */
export function levelsOf(grid: LocalGrid, { trend, expected }: Decomposition, grain: number): Levels {
  const perDay = grid.values.length >= DAYS_FOR_DAYS * 24 ? 1 : 4;
  const size = 24 / perDay;
  const offset = ((grid.firstHour % size) + size) % size;
  const blocks = Array.from({ length: Math.ceil((grid.values.length + offset) / size) }, () => ({ sum: 0, weight: 0, first: 0 }));
  grid.values.forEach((value, at) => {
    const block = blocks[Math.floor((at + offset) / size)];
    const weight = grid.weights[at] as number;
    if (block === undefined || !(weight > 0)) return;
    if (block.weight === 0) block.first = at;
    block.weight += weight;
    block.sum += weight * (value - (expected[at] as number) + (trend[at] as number));
  });
  const usual = median(blocks.filter(({ weight }) => weight > 0).map(({ weight }) => weight)) ?? 0;
  const kept = blocks.map((block, at) => ({ ...block, time: (at + 0.5) / perDay })).filter(({ weight }) => weight > 0 && weight >= usual / 2);
  const levels = { times: Float64Array.from(kept, ({ time }) => time), values: Float64Array.from(kept, ({ sum, weight }) => sum / weight) };
  return {
    times: levels.times,
    values: heldLevels(levels, DAYS_ABOUT * perDay).map((value) => withoutRounding(value, LEAST_STEP * grain)),
    firstPlaces: Int32Array.from(kept, ({ first }) => first),
    perDay,
  };
}
