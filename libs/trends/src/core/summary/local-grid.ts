import { median } from '#kernel';
import type { HourlyPoints } from './hourly-points.js';
import { localHours } from './local-hours.js';

/** A series on the clock on the wall: one place per local hour, so that a day of 23 or 25 hours does not shift the rhythm. */
export interface LocalGrid {
  /** Local hour (see {@link localHours}) of the first place. */
  readonly firstHour: number;
  /** Mean of the hour's points (two where clocks went back) by their weights, or its usual value where there is none. */
  readonly values: Float64Array;
  /** Of the point, 0 where there is none. */
  readonly weights: Float64Array;
  /** Place of each point. */
  readonly places: Int32Array;
}

/** Lays points out; at least one is needed. O(n), n the hours from the first to the last. */
export function localGrid({ hours, values, weights: given }: HourlyPoints, zone: string): LocalGrid {
  const local = localHours(hours, zone);
  const firstHour = local.reduce((least, hour) => Math.min(least, hour), Infinity);
  const lastHour = local.reduce((most, hour) => Math.max(most, hour), -Infinity);
  const places = Int32Array.from(local, (hour) => hour - firstHour);
  const grid = new Float64Array(lastHour - firstHour + 1);
  const [weights, counts] = [new Float64Array(grid.length), new Float64Array(grid.length)];
  places.forEach((place, at) => {
    const weight = (weights[place] as number) + (given[at] as number);
    weights[place] = weight;
    counts[place] = (counts[place] as number) + 1;
    grid[place] = (grid[place] as number) + ((values[at] as number) - (grid[place] as number)) * ((given[at] as number) / weight);
  });
  weights.forEach((weight, place) => (weights[place] = weight / Math.max(1, counts[place] as number)));
  fillUsual(grid, weights);
  return { firstHour, values: grid, weights, places };
}

/** Writes into places without a point the median of their hour of the week, or of the day, or of all. */
function fillUsual(values: Float64Array, weights: Float64Array): void {
  if (!weights.includes(0)) return;
  const usual = [168, 24, 1].map((period) => phaseMedians(values, weights, period));
  weights.forEach((weight, at) => {
    if (weight > 0) return;
    values[at] = usual.map((medians) => medians[at % medians.length]).find((known) => known !== undefined) ?? 0;
  });
}

function phaseMedians(values: Float64Array, weights: Float64Array, period: number): (number | undefined)[] {
  return Array.from({ length: period }, (_, phase) => {
    const seen: number[] = [];
    for (let at = phase; at < values.length; at += period) if ((weights[at] as number) > 0) seen.push(values[at] as number);
    return median(seen);
  });
}
