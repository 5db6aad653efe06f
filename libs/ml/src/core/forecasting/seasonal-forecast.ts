import { medianInPlace } from '#kernel';

const [DAY, WEEK] = [24, 168];

function dayMean(series: Float64Array, from: number): number {
  let sum = 0;
  for (let at = from; at < from + DAY; at++) sum += series[at] as number;
  return sum / DAY;
}

/** Points from which on all five forecasts are made. */
export const SEASONAL_PAST = 2 * WEEK + DAY;

/**
 * What an hourly series would do after `origin` (its first hour that is not known) if it only repeated itself: for each of up to 168
 * hours the median of the same hour of the last day, of the last week, of the mean of the last two weeks, and of both weekly ones
 * moved to the level of the last day. With less past than two weeks and a day, of those that there is past for. Needs a day.
 */
export function seasonalForecast(series: Float64Array, origin: number, into: Float64Array): void {
  const level = dayMean(series, origin - DAY);
  const weeks = origin >= SEASONAL_PAST ? 2 : Number(origin >= WEEK + DAY);
  const lastWeek = weeks > 0 ? dayMean(series, origin - WEEK - DAY) : 0;
  const bothWeeks = weeks > 1 ? (lastWeek + dayMean(series, origin - 2 * WEEK - DAY)) / 2 : 0;
  const found = new Float64Array(1 + 2 * weeks);
  for (let hour = 0; hour < into.length; hour++) {
    found[0] = series[origin - DAY + (hour % DAY)] as number;
    if (weeks > 0) {
      const week = series[origin - WEEK + hour] as number;
      found[1] = week;
      found[2] = week + level - lastWeek;
      if (weeks > 1) {
        const mean = (week + (series[origin - 2 * WEEK + hour] as number)) / 2;
        found[3] = mean;
        found[4] = mean + level - bothWeeks;
      }
    }
    into[hour] = medianInPlace(found) as number;
  }
}
