import { median } from '#kernel';
import type { TimedValues } from '../trend/theil-sen.js';
import { theilSen, withoutSlope } from '../trend/theil-sen.js';
import { robustSpread } from './spread.js';

/** Levels further from those about them, in robust standard deviations, are drawn in. */
const FURTHEST = 3;

/**
 * Levels of which each is near the middle of those about it, `reach` on either side: a jump that lasts longer than that passes whole, a lone level or
 * two do not. About the Theil–Sen line, so that a slope does not bend at its ends. O(n · reach).
 */
export function heldLevels(levels: TimedValues, reach: number): Float64Array {
  const slope = theilSen(levels)?.slope ?? 0;
  const flat = withoutSlope(levels, slope);
  const middles = flat.map((_, at) => median(flat.subarray(Math.max(0, at - reach), at + reach + 1)) as number);
  const { sigma } = robustSpread(flat.map((value, at) => value - (middles[at] as number))) ?? { sigma: 0 };
  return flat.map((value, at) => {
    const middle = middles[at] as number;
    const held = Math.max(middle - FURTHEST * sigma, Math.min(middle + FURTHEST * sigma, value));
    return held === value ? (levels.values[at] as number) : held + slope * (levels.times[at] as number);
  });
}
