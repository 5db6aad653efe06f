import { median } from '#kernel';
import { theilSen } from '../trend/theil-sen.js';
import { noiseScale } from './noise-scale.js';
import { pelt, type Segmentation } from './pelt.js';
import { meanCost } from './segment-cost.js';

export interface LevelShift {
  /** Place of the first value on the new level. */
  readonly at: number;
  /** Medians of the levels before and after, up to the next shift. */
  readonly before: number;
  readonly after: number;
}

/**
 * Where the level of a deseasonalised series jumps and stays for `minSegment` values or more. Noise may follow itself: it is weighed by its
 * long-run scatter, never taken to be finer than `leastSigma`. A steady slope is no staircase: levels about the Theil–Sen line are tried as well, and what costs less by MBIC is
 * taken. Values finite; none under two segments. O(n²) at worst: for days, not for years of hours.
 */
export function levelShifts(values: Float64Array, minSegment: number, leastSigma = 0): LevelShift[] {
  const times = values.map((_, at) => at);
  const slope = theilSen({ times, values })?.slope ?? 0;
  const tilted = values.map((value, at) => value - slope * at);
  const noise = noiseScale(values);
  if (noise === undefined || values.length < 2 * minSegment) return [];
  const sigma = Math.max(noise.sigma, leastSigma);
  const search = (of: Float64Array): Segmentation => pelt(meanCost(of, sigma), { minSegment, penalty: 'mbic' }) as Segmentation;
  const [level, line] = [search(values), search(tilted)];
  const { starts } = line.cost + Math.log(values.length) < level.cost ? line : level;
  return starts.map((at, place) => ({
    at,
    before: median(values.subarray(starts[place - 1] ?? 0, at)) as number,
    after: median(values.subarray(at, starts[place + 1] ?? values.length)) as number,
  }));
}

/** The values less the median of their level. */
export function withoutShifts(values: Float64Array, shifts: readonly LevelShift[]): Float64Array {
  const rest = Float64Array.from(values);
  const starts = [0, ...shifts.map(({ at }) => at), values.length];
  for (let level = 1; level < starts.length; level++) {
    const part = rest.subarray(starts[level - 1], starts[level]);
    const middle = median(part) ?? 0;
    part.forEach((value, at) => (part[at] = value - middle));
  }
  return rest;
}
