import { forecast, type CountTotal } from '../forecasting/index.js';
import { localHours } from '../summary/local-hours.js';
import { METRICS, type TrendMetric } from '../summary/metrics.js';

export interface HourlySeries {
  readonly metric: TrendMetric;
  /** First hour since 1970, UTC. */
  readonly firstHour: number;
  /** A value an hour; NaN where it is missing. */
  readonly values: Float64Array;
  /** IANA zone on whose clock the days run. */
  readonly zone: string;
}

/** Hours to come, in the metric's unit: bounds of 80 and 95 % hold the value so often. */
export interface HourForecast {
  readonly hour: number;
  readonly value: number;
  readonly lower80: number;
  readonly upper80: number;
  readonly lower: number;
  readonly upper: number;
}

/** What the hours come to, bounds as of an hour. */
export type TotalForecast = Omit<HourForecast, 'hour'>;

export interface LocalForecast {
  /** The member of the ensemble that weighs most; undefined where there was too little history. */
  readonly model: string | undefined;
  readonly hours: readonly HourForecast[];
  /** Of sparse counts that add up. */
  readonly total?: TotalForecast;
}

const DAY = 24;
const WEEK = 168;

/**
 * The `horizon` hours after a series, forecast on the clock on the wall so that a day of 23 or 25 hours does not shift the rhythm: an hour
 * that the clock shows twice is their mean, one that it skips is missing. Nothing is below 0, no share above 1. No hours with too little
 * history. As long as `forecast` takes.
 */
export function localForecast({ metric, firstHour, values, zone }: HourlySeries, horizon: number): LocalForecast {
  const local = localHours(new Float64Array(values.length + horizon).map((_, at) => firstHour + at), zone);
  const past = local.subarray(0, values.length);
  const start = past.reduce((least, hour) => Math.min(least, hour), Infinity);
  const end = past.reduce((most, hour) => Math.max(most, hour), -Infinity);
  const ahead = local.subarray(values.length).map((hour) => Math.max(0, hour - end - 1));
  const { addsUp, isCount, isShare } = METRICS[metric];
  const series = { values: onTheWall(values, past, { start, end }), seasons: [DAY, WEEK], ...(isCount && { count: 'partial' as const }), ...(isShare && { share: true }) };
  if (values.length === 0 || horizon === 0) return { model: undefined, hours: [] };
  const found = forecast(series, Math.max(...ahead) + 1);
  if (found.kind !== 'forecast') return { model: undefined, hours: [] };
  const most = isShare ? 1 : Infinity;
  const within = (bounds: Float64Array, step: number): number => Math.max(0, Math.min(most, bounds[step] as number));
  const hours = Array.from(ahead, (step, at) => ({
    hour: firstHour + values.length + at,
    value: within(found.point, step), lower80: within(found.lower80, step), upper80: within(found.upper80, step), lower: within(found.lower95, step), upper: within(found.upper95, step),
  }));
  return { model: found.model, hours, ...(found.total && addsUp && { total: totalOf(hours, found.total) }) };
}

/** Where clocks go back or forward the hours are one step more or less than those whose bounds they are. */
function totalOf(hours: readonly HourForecast[], { lower80, upper80, lower95, upper95 }: CountTotal): TotalForecast {
  const value = hours.reduce((sum, hour) => sum + hour.value, 0);
  const [down, up] = [(bound: number) => Math.min(bound, Math.floor(value)), (bound: number) => Math.max(bound, Math.ceil(value))];
  return { value, lower80: down(lower80), upper80: up(upper80), lower: down(lower95), upper: up(upper95) };
}

/** A value for each hour that the clock showed, NaN where there is none. */
function onTheWall(values: Float64Array, local: Float64Array, { start, end }: { start: number; end: number }): Float64Array {
  if (values.length === 0) return values;
  const grid = new Float64Array(end - start + 1);
  const counts = new Float64Array(grid.length);
  values.forEach((value, at) => {
    if (Number.isNaN(value)) return;
    const place = (local[at] as number) - start;
    counts[place] = (counts[place] as number) + 1;
    grid[place] = (grid[place] as number) + value;
  });
  return grid.map((sum, place) => (counts[place] === 0 ? NaN : sum / (counts[place] as number)));
}
