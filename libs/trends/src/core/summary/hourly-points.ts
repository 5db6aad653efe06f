import type { TrendPoint } from './trend-summary.js';

export const HOUR_MS = 3_600_000;
/** Some 22 years. What lies further back is left out, so that one wrong time cannot ask for any amount of memory. */
const MOST_HOURS = 200_000;

export interface HourlyPoints {
  /** Hours since 1970 UTC, ascending and distinct. */
  readonly hours: Float64Array;
  readonly values: Float64Array;
  /** Calls that each value rests on; 1 where it was not told, or where values are counts. */
  readonly weights: Float64Array;
  /** Whether it was told of any. */
  readonly isWeighted: boolean;
}

/** The finite points by hour, the last of each hour; with `fillZeros` every hour between the first and the last. O(n log n). */
export function hourlyPoints(points: readonly TrendPoint[], fillZeros: boolean): HourlyPoints {
  const byHour = new Map<number, TrendPoint>();
  let last = -Infinity;
  for (const point of points) {
    const { timestamp, value } = point;
    if (!Number.isFinite(timestamp) || !Number.isFinite(value)) continue;
    const hour = Math.floor(timestamp / HOUR_MS);
    byHour.set(hour, point);
    last = Math.max(last, hour);
  }
  const seen = Float64Array.from(byHour.keys()).filter((hour) => hour > last - MOST_HOURS).sort();
  const hours = fillZeros && seen.length > 0 ? everyHour(seen[0] as number, last) : seen;
  return { hours, values: hours.map((hour) => byHour.get(hour)?.value ?? 0), weights: hours.map((hour) => weightOf(byHour.get(hour))), isWeighted: points.some(({ weight }) => weight !== undefined) };
}

function weightOf(point: TrendPoint | undefined): number {
  const weight = point?.weight ?? 1;
  return weight > 0 && Number.isFinite(weight) ? weight : 1;
}

function everyHour(first: number, last: number): Float64Array {
  return new Float64Array(last - first + 1).map((_, at) => first + at);
}
