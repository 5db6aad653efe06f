import { seededRandom } from '#kernel';
import { HOUR_MS } from './hourly-points.js';
import { summarizeTrend } from './summarize-trend.js';
import type { TrendPoint, TrendQuestion, TrendSummary } from './trend-summary.js';

/** A Thursday. */
export const START_MS = Date.UTC(2026, 0, 1);

export function hourly(count: number, valueAt: (at: number, timestamp: number) => number, startMs = START_MS): TrendPoint[] {
  return Array.from({ length: count }, (_, at) => ({ timestamp: startMs + at * HOUR_MS, value: valueAt(at, startMs + at * HOUR_MS) }));
}

/** Normal noise, each value following the one before by `correlation`. */
export function noise(seed: number, correlation = 0): () => number {
  const random = seededRandom(seed);
  let last = 0;
  return () => (last = correlation * last + Math.sqrt((1 - correlation ** 2) * -2 * Math.log(1 - random.next())) * Math.cos(2 * Math.PI * random.next()));
}

const SETTINGS = { seasonalityThreshold: 0.4, anomalyThreshold: 4 };

export const summarize = (points: readonly TrendPoint[], more: Partial<TrendQuestion> = {}): TrendSummary =>
  summarizeTrend({ metric: 'calls', points, zone: 'UTC', settings: SETTINGS, ...more });

/** Every number of an answer, however deep. */
export function numbersIn(value: unknown): number[] {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
}
