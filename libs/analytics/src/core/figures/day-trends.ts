import { mannKendall, serialCorrelation, theilSen, type Direction } from '#trends/core';
import type { LocalTime } from '../period/local-time.js';

/** Fewest days that can show a trend at 5 % with room for their autocorrelation. */
const FEWEST_DAYS = 8;
const ALPHA = 0.05;
/** Calls a day finer than this are none. */
const ROUNDING = 1e-6;

/** What a daily count did within a period. */
export interface DayTrend {
  readonly direction: Direction;
  /** Change a day; undefined with the direction `insufficient_history`. */
  readonly slopePerDay: number | undefined;
  readonly pValue: number | undefined;
  /** Full days on the clock that it rests on. */
  readonly days: number;
  /** Why there is none: no period of this length has days enough, or the calls do not reach back through it yet. */
  readonly reason?: 'period_too_short' | 'history_too_short' | undefined;
}

export interface Occurrence {
  readonly atMs: number;
  readonly count: number;
}

interface TrendSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly watchedFromMs?: number | undefined;
}

function firstFullDay(fromMs: number, time: LocalTime): number {
  const { day } = time.placeOf(fromMs);
  return time.startOf(day) < fromMs ? day + 1 : day;
}

/**
 * Direction of the daily sums over the full local days in `[fromMs, toMs)`: Theil–Sen slope, Mann–Kendall with the days' autocorrelation, at
 * 5 %. Under eight full days there is none. O(n + days²).
 * @param watchedFromMs since when there is a history; days before it are not known to be without calls
 */
export function dayTrend(occurrences: readonly Occurrence[], { fromMs, toMs, watchedFromMs = fromMs }: TrendSpan, time: LocalTime): DayTrend {
  const end = time.placeOf(toMs).day;
  const first = firstFullDay(Math.max(fromMs, watchedFromMs), time);
  const days = Math.max(0, end - first);
  if (days < FEWEST_DAYS) {
    const reason = end - firstFullDay(fromMs, time) < FEWEST_DAYS ? 'period_too_short' : 'history_too_short';
    return { direction: 'insufficient_history', slopePerDay: undefined, pValue: undefined, days, reason };
  }
  const values = new Float64Array(days);
  for (const { atMs, count } of occurrences) {
    const at = time.placeOf(atMs).day - first;
    if (at >= 0 && at < days) values[at] = (values[at] as number) + count;
  }
  return { ...directionOf(values), days };
}

function directionOf(values: Float64Array): Omit<DayTrend, 'days' | 'reason'> {
  const times = Float64Array.from(values, (_, at) => at);
  const { slope: slopePerDay, intercept } = theilSen({ times, values }) ?? { slope: 0, intercept: 0 };
  // What rounding leaves of a straight line follows itself closely, and would pass for noise that does.
  const noise = values.map((value, at) => Math.round((value - intercept - slopePerDay * at) / ROUNDING) * ROUNDING);
  const pValue = mannKendall(values, serialCorrelation({ times, values: noise }))?.pValue ?? 1;
  const moving = slopePerDay > 0 ? 'rising' : 'falling';
  return { direction: pValue < ALPHA && slopePerDay !== 0 ? moving : 'stable', slopePerDay, pValue };
}
