import { weekdayOf, type Sessions } from './sessions.js';

const WEEKDAYS = 7;

/** Sessions of each full local day between the first one and the one that still runs. The first day is left out: it is there because of a call. */
export interface DailyCounts {
  readonly counts: Float64Array;
  /** Of the first of them, counted as `day` of the sessions is. */
  readonly from: number;
}

export function dailyCounts({ day, lastDay }: Sessions): DailyCounts {
  const counts = new Float64Array(Math.max(0, lastDay - 1));
  for (const at of day) if (at >= 1 && at < lastDay) counts[at - 1] = (counts[at - 1] as number) + 1;
  return { counts, from: 1 };
}

function excess(counts: Float64Array, expected: Float64Array, parameters: number): number {
  let spread = 0;
  counts.forEach((count, at) => {
    const usual = expected[at] as number;
    if (usual > 0) spread += (count - usual) ** 2 / usual;
  });
  return spread / Math.max(1, counts.length - parameters);
}

const byWeeks = (values: Float64Array): Float64Array =>
  Float64Array.from({ length: Math.floor(values.length / WEEKDAYS) }, (_, week) => values.subarray(week * WEEKDAYS, (week + 1) * WEEKDAYS).reduce((sum, value) => sum + value, 0));

/** What is expected of each day: the mean of its weekday, each span of `spans` days by itself. */
function byWeekday({ counts, from }: DailyCounts, firstDay: number, spans: readonly number[]): Float64Array {
  const expected = new Float64Array(counts.length);
  let start = 0;
  for (const span of spans) {
    const [sums, days] = [new Float64Array(WEEKDAYS), new Float64Array(WEEKDAYS)];
    const weekdays = Int32Array.from({ length: span }, (_, at) => weekdayOf(firstDay + from + start + at));
    weekdays.forEach((weekday, at) => {
      sums[weekday] = (sums[weekday] as number) + (counts[start + at] as number);
      days[weekday] = (days[weekday] as number) + 1;
    });
    weekdays.forEach((weekday, at) => (expected[start + at] = (sums[weekday] as number) / (days[weekday] as number)));
    start += span;
  }
  return expected;
}

/** How much days differ beyond chance from others of their weekday (Pearson's statistic over its degrees of freedom; McCullagh and Nelder, 1989), at least 1. */
export function dayOverdispersion(daily: DailyCounts, firstDay: number): number {
  return Math.max(1, excess(daily.counts, byWeekday(daily, firstDay, [daily.counts.length]), WEEKDAYS));
}

/**
 * How much days, or weeks, differ beyond chance; the larger of both.
 * @param spans lengths of the parts that have a level of their own, in days from the first; they add up to all days
 */
export function overdispersion(daily: DailyCounts, firstDay: number, spans: readonly number[]): number {
  const expected = byWeekday(daily, firstDay, spans);
  return Math.max(1, excess(daily.counts, expected, WEEKDAYS * spans.length), excess(byWeeks(daily.counts), byWeeks(expected), spans.length));
}
