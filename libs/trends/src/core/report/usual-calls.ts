import { localHours } from '../summary/local-hours.js';
import type { HourlySeries } from './local-forecast.js';

const DAY = 24;
const WEEK = 168;
/** Weeks that the usual is the mean of. */
const LATEST_WEEKS = 8;

/**
 * How many calls hours to come usually rest on: the mean of the same hour of the week over the last eight weeks, drawn by one week to that of the same hour of the
 * day. So a share of the hours together is that of their calls, as it is of the past. On the clock on the wall. O(n).
 */
export function usualCalls({ firstHour, weights, zone }: Pick<HourlySeries, 'firstHour' | 'zone'> & { readonly weights: Float64Array }, hours: readonly number[]): Float64Array {
  const known = weights.subarray(Math.max(0, weights.length - LATEST_WEEKS * WEEK));
  const first = firstHour + weights.length - known.length;
  const past = localHours(known.map((_, at) => first + at), zone);
  const [ofDay, ofWeek] = [sums(known, past, DAY), sums(known, past, WEEK)];
  return localHours(Float64Array.from(hours), zone).map((hour) => {
    const [day, week] = [ofDay(hour), ofWeek(hour)];
    return (week.sum + (day.count > 0 ? day.sum / day.count : 0)) / (week.count + 1);
  });
}

function sums(values: Float64Array, local: Float64Array, period: number): (hour: number) => { readonly sum: number; readonly count: number } {
  const [sum, count] = [new Float64Array(period), new Float64Array(period)];
  const phaseOf = (hour: number): number => ((hour % period) + period) % period;
  values.forEach((value, at) => {
    const phase = phaseOf(local[at] as number);
    sum[phase] = (sum[phase] as number) + value;
    count[phase] = (count[phase] as number) + 1;
  });
  return (hour) => ({ sum: sum[phaseOf(hour)] as number, count: count[phaseOf(hour)] as number });
}
