import { HOUR_MS, type HourlyPoints } from './hourly-points.js';
import type { MetricTraits } from './metrics.js';
import type { ChangePoint, Direction, TrendAnomaly, TrendPoint } from './trend-summary.js';

const DAY_HOURS = 24;
/** Days that "now" is: of a series of under a fortnight three. */
const NOW_DAYS = 7;
const SHORT_NOW_DAYS = 3;
const SHORT_DAYS = 14;
/** Fewer hours with something in them say nothing of when the next is due. */
const FEWEST_ACTIVE = 10;
/** A silence is an end from so many hours on, and so many times the longest before it. */
const LEAST_SILENCE_HOURS = 72;
const TIMES_THE_LONGEST = 3;

/** The level that the sentence names: the plain mean of points that the answer shows. */
export interface RecentLevel {
  /** Of the hourly values, by the calls they rest on. */
  readonly level: number;
  /** Latest days that it is the mean of; undefined: since the last change, or of all. */
  readonly days: number | undefined;
  /** The last hour that had anything, of a series that has ended: the level is of the days up to it. Epoch milliseconds. */
  readonly lastMs: number | undefined;
  /** Whether hours that were unusual are left out, because most of what came lately came in them. */
  readonly isApart: boolean;
}

/** Of what came, more than this share in unusual hours: then the mean of all is nothing that ever was. */
const MOSTLY = 0.5;

/** The level that a sentence names: that of {@link recentLevel}, or of a steady count that came mostly in unusual hours the level apart from those. O(n). */
export function ordinaryLevel(
  points: HourlyPoints, asked: readonly TrendPoint[], course: { readonly direction: Direction; readonly changePoints: readonly ChangePoint[]; readonly anomalies: readonly TrendAnomaly[] }, metric: MetricTraits,
): RecentLevel {
  const recent = recentLevel(points, asked, course, metric);
  if (!metric.isCount || course.direction !== 'stable' || recent.lastMs !== undefined) return recent;
  const usual = new Map(course.anomalies.map(({ timestamp, expected }) => [timestamp / HOUR_MS, expected]));
  const values = points.values.map((value, at) => Math.min(value, usual.get(points.hours[at] as number) ?? value));
  const { level } = recentLevel({ ...points, values }, asked, course, metric);
  return level < (1 - MOSTLY) * recent.level ? { ...recent, level, isApart: true } : recent;
}

/** What the points came to lately: of a steady series since its last change, of a moving one in its last days, of one that ended before its end. O(n). */
function recentLevel(points: HourlyPoints, asked: readonly TrendPoint[], course: { readonly direction: Direction; readonly changePoints: readonly ChangePoint[] }, metric: MetricTraits): RecentLevel {
  const end = lastHourOf(asked, points) + 1;
  const last = endOf(points, end, metric);
  const until = last === undefined ? end : last + 1;
  const first = points.hours[0] as number;
  const days = until - first < SHORT_DAYS * DAY_HOURS ? SHORT_NOW_DAYS : NOW_DAYS;
  const isLately = last !== undefined || course.direction !== 'stable';
  const changes = course.changePoints.map(({ timestamp }) => timestamp / HOUR_MS).filter((hour) => hour < until - DAY_HOURS);
  const since = Math.max(first, changes.at(-1) ?? first);
  const wholeDays = Math.max(DAY_HOURS, Math.floor((until - since) / DAY_HOURS) * DAY_HOURS);
  const hours = isLately ? days * DAY_HOURS : wholeDays;
  return { level: meanBetween(points, until - hours, until), days: isLately ? days : undefined, lastMs: last === undefined ? undefined : last * HOUR_MS, isApart: false };
}

/** The mean by weight of the hours from one up to another; of all where there is none in it. */
function meanBetween({ hours, values, weights }: Pick<HourlyPoints, 'hours' | 'values' | 'weights'>, from: number, until: number): number {
  let [mean, total] = [0, 0];
  hours.forEach((hour, at) => {
    if (hour < from || hour >= until) return;
    total += weights[at] as number;
    mean += ((values[at] as number) - mean) * ((weights[at] as number) / total);
  });
  return total > 0 || from === -Infinity ? mean : meanBetween({ hours, values, weights }, -Infinity, Infinity);
}

/** The last hour asked about, known or not. */
function lastHourOf(asked: readonly TrendPoint[], { hours }: HourlyPoints): number {
  return asked.reduce((last, { timestamp }) => (Number.isFinite(timestamp) ? Math.max(last, Math.floor(timestamp / HOUR_MS)) : last), hours.at(-1) as number);
}

/** The last hour with anything in it, where what came after is too long a silence to be one of many. */
function endOf({ hours, values }: HourlyPoints, end: number, { isCount }: MetricTraits): number | undefined {
  const active = isCount ? hours.filter((_, at) => (values[at] as number) > 0) : hours;
  const last = active.at(-1);
  if (last === undefined || active.length < FEWEST_ACTIVE) return undefined;
  let longest = 0;
  for (let at = 1; at < active.length; at++) longest = Math.max(longest, (active[at] as number) - (active[at - 1] as number));
  return end - last > Math.max(LEAST_SILENCE_HOURS, TIMES_THE_LONGEST * longest) ? last : undefined;
}
