import { median } from '#kernel';
import { mannKendall, type MannKendall } from '../trend/mann-kendall.js';
import { serialCorrelation } from '../trend/serial-correlation.js';
import { theilSen, withoutSlope } from '../trend/theil-sen.js';
import { HOUR_MS, hourlyPoints, type HourlyPoints } from './hourly-points.js';
import { withoutRounding } from './levels.js';
import { localGrid } from './local-grid.js';
import { temperedGrid } from './tempered-grid.js';
import { METRICS, type MetricTraits } from './metrics.js';
import { decompose } from './seasons.js';
import { sentences, type DayTotal } from './sentences.js';
import type { TrendQuestion, TrendSummary } from './trend-summary.js';
import { expectedOf, unusualHours, type SeenHours } from './unusual-hours.js';

const DAY_HOURS = 24;
/** Fewest hours with a value, of all that is known and of the day itself, that show which way it went. */
const FEWEST_KNOWN = 24;
const FEWEST_OF_DAY = 8;
/** As long must the time before be for a usual day to be made of it. */
const SHORTEST_PAST_HOURS = 72;
/** Four weeks, so that every weekday counts as often. */
const RHYTHM_HOURS = 672;
const ALPHA = 0.05;
/** Hours that differ from the usual by less than a hundred times what smoothing leaves, a tenth of a grain, are as usual. */
const NOTICED = 100;

/**
 * What the hours from `fromMs` on did, a day or so of them, by hours instead of days: the Theil–Sen slope of what they are beside the usual day of the
 * time before (beside nothing where that is under three days) with Mann–Kendall, and the hours that are unlike the usual ones. So the night that ends
 * every day is no fall. Points before `fromMs` are the past. A day has neither change points nor seasons of its own. Pure; every number is finite.
 * As long as MSTL of the past takes: some 10 ms for eight weeks.
 */
export function summarizeDay(question: TrendQuestion, fromMs: number): TrendSummary {
  const metric = METRICS[question.metric];
  const fromHour = Math.ceil(fromMs / HOUR_MS);
  const all = hourlyPoints(question.points, metric.isCount && question.coverage === 'full');
  const first = all.hours.findIndex((hour) => hour >= fromHour);
  const from = first === -1 ? all.hours.length : first;
  const day = part(all, from, all.hours.length);
  const isKnown = all.hours.length >= FEWEST_KNOWN && day.hours.length >= FEWEST_OF_DAY;
  const usual = isKnown ? usualOf(all, from, { zone: question.zone, metric }) : undefined;
  const expected = usual && expectedOf(usual, metric).subarray(from);
  const anomalies = usual === undefined ? [] : unusualHours(usual, metric, question.settings.anomalyThreshold).filter(({ timestamp }) => timestamp >= fromHour * HOUR_MS);
  const course = isKnown ? directionOf(day, expected, metric) : { direction: 'insufficient_history' as const, slopePerDay: undefined, pValue: undefined };
  const findings = { ...course, changePoints: [], seasonality: [], anomalies };
  const spoken = { ...question, ...findings, peak: { hour: undefined, weekday: undefined }, recent: undefined, hoursSeen: all.hours.length };
  return { ...findings, text: sentences({ ...spoken, day: { hours: day.hours.length, ...totalOf(day, expected, metric) } }) };
}

const part = ({ hours, values, weights, isWeighted }: HourlyPoints, from: number, until: number): HourlyPoints => ({ isWeighted, hours: hours.subarray(from, until), values: values.subarray(from, until), weights: weights.subarray(from, until) });

/** All hours beside the rhythm and level of those before the day, which go on into it; undefined where there are too few of them. */
function usualOf(points: HourlyPoints, from: number, { zone, metric }: { readonly zone: string; readonly metric: MetricTraits }): SeenHours | undefined {
  if (from < FEWEST_KNOWN) return undefined;
  const past = temperedGrid(localGrid(part(points, 0, from), zone), metric);
  const split = past.values.length >= SHORTEST_PAST_HOURS ? decompose(past, metric.grain) : undefined;
  if (split === undefined) return undefined;
  const grid = localGrid(points, zone);
  const level = split.trend.subarray(-DAY_HOURS).reduce((sum, value) => sum + value / DAY_HOURS, 0);
  const rhythms = split.seasons.filter(({ isReal }) => isReal).map(({ values, periodHours }) => usualCycle(values, periodHours));
  const expected = grid.values.map((_, place) => rhythms.reduce((sum, rhythm) => sum + (rhythm[place % rhythm.length] as number), split.trend[place] ?? level));
  return { points, grid, expected };
}

/**
 * The median of a season's latest cycles, by place modulo the period: a clock that changed weeks ago, or one busy day, leaves it where it is. One for the past
 * and the day: beside seasons that follow each week's noise the past would look calmer than any day that was not looked at.
 */
function usualCycle(values: Float64Array, period: number): Float64Array {
  const from = Math.max(0, values.length - Math.max(period, RHYTHM_HOURS));
  const latest = values.subarray(from);
  return new Float64Array(period).map((_, phase) => {
    const first = (((phase - from) % period) + period) % period;
    return median(latest.filter((_value, at) => at >= first && (at - first) % period === 0)) ?? 0;
  });
}

function directionOf({ hours, values }: Pick<HourlyPoints, 'hours' | 'values'>, expected: Float64Array | undefined, { grain }: MetricTraits): Pick<TrendSummary, 'direction' | 'slopePerDay' | 'pValue'> {
  const series = { times: hours.map((hour) => hour / DAY_HOURS), values: values.map((value, at) => withoutRounding(value - (expected?.[at] ?? 0), grain * NOTICED)) };
  const slopePerDay = theilSen(series)?.slope ?? 0;
  const { pValue } = mannKendall(series.values, serialCorrelation({ times: series.times, values: withoutSlope(series, slopePerDay) })) as MannKendall;
  const moving = slopePerDay > 0 ? 'rising' : 'falling';
  return { direction: pValue < ALPHA && slopePerDay !== 0 ? moving : 'stable', slopePerDay, pValue };
}

/** What the day came to and would usually have: the sum of its hours where they add up, else their mean by the calls they rest on. */
function totalOf({ values, weights }: HourlyPoints, expected: Float64Array | undefined, { addsUp }: MetricTraits): Pick<DayTotal, 'total' | 'usual'> {
  const seen = weights.reduce((sum, weight) => sum + weight, 0);
  const total = (of: Float64Array): number => of.reduce((sum, value, at) => sum + value * (addsUp ? 1 : (weights[at] as number)), 0) / (addsUp ? 1 : Math.max(Number.MIN_VALUE, seen));
  return { total: total(values), usual: expected && total(expected) };
}
