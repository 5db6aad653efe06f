import { robustScores } from '../anomalies/robust-scores.js';
import { shareScores } from '../anomalies/share-scores.js';
import { HOUR_MS, type HourlyPoints } from './hourly-points.js';
import type { LocalGrid } from './local-grid.js';
import { hourOfDay } from './local-hours.js';
import type { MetricTraits } from './metrics.js';
import type { TrendAnomaly } from './trend-summary.js';

export interface SeenHours {
  readonly points: HourlyPoints;
  readonly grid: LocalGrid;
  /** What was to be expected at each place of the grid. */
  readonly expected: Float64Array;
}

/** What was to be expected of each point, inside of what can be: no count falls below 0, no share rises above 1. */
export function expectedOf({ points, grid, expected }: SeenHours, { isShare }: MetricTraits): Float64Array {
  const least = points.values.every((value) => value >= 0) ? 0 : -Infinity;
  const most = isShare ? 1 : Infinity;
  return Float64Array.from(grid.places, (place) => Math.max(least, Math.min(most, expected[place] as number)));
}

/**
 * Points whose distance from the expected is `threshold` or more: in robust standard deviations of their hour of the day; of shares whose calls are told,
 * as a normal score of so many hits among so many calls. In the order of time. O(n).
 */
export function unusualHours(seen: SeenHours, metric: MetricTraits, threshold: number): TrendAnomaly[] {
  const { points } = seen;
  const expected = expectedOf(seen, metric);
  const scores = scoresOf(seen, expected, metric);
  const anomalies: TrendAnomaly[] = [];
  scores.forEach((score, at) => {
    if (Math.abs(score) < threshold) return;
    anomalies.push({ timestamp: (points.hours[at] as number) * HOUR_MS, value: points.values[at] as number, expected: expected[at] as number, score });
  });
  return anomalies;
}

function scoresOf({ points, grid }: SeenHours, expected: Float64Array, { grain, isShare }: MetricTraits): Float64Array {
  const isShareOfCalls = isShare && points.isWeighted && points.values.every((value) => value >= 0 && value <= 1);
  if (isShareOfCalls) return shareScores({ values: points.values, calls: points.weights, expected });
  const phases = Uint8Array.from(grid.places, (place) => hourOfDay(grid.firstHour + place));
  return robustScores({ values: points.values.map((value, at) => value - (expected[at] as number)), phases, grain });
}
