import { forecast } from '../forecasting/index.js';
import { METRICS } from '../summary/metrics.js';
import type { Score, Scorer } from './budgeted-watch.js';
import type { Reading, WatchSettings } from './watch.js';

const DAY_HOURS = 24;
const WEEK_HOURS = 168;
/** Forecasts of less miss by so much that the budget would take later misses for usual. */
const LEAST_HOURS = 2 * WEEK_HOURS;
/** Six weeks: enough for a weekly rhythm, and little to keep. */
const HISTORY_HOURS = 6 * WEEK_HOURS;
interface Band { readonly fromHour: number; readonly point: readonly number[]; readonly lower: readonly number[]; readonly upper: readonly number[] }
interface ForecastState { readonly history: readonly (number | null)[]; readonly band: Band | null }

/**
 * How far a value lies outside the 95 % interval that was forecast for its hour, a day ahead at most: 0 within, else its distance to the forecast
 * in widths of the interval. How far is worth an alert the past has to tell: the intervals of counts of few calls are too narrow by themselves.
 * Nothing is told of the first two weeks. About 10 ms a day of hours, microseconds otherwise.
 */
export class ForecastScorer implements Scorer {
  private readonly isCount: boolean;
  private readonly history: number[];
  private band: Band | null;

  constructor({ metric }: Pick<WatchSettings, 'metric'>, state: unknown) {
    const known = state as ForecastState | undefined;
    this.isCount = METRICS[metric].isCount;
    this.history = (known?.history ?? []).map((value) => value ?? NaN);
    this.band = known?.band ?? null;
  }

  score({ hour, value }: Reading): Score | undefined {
    if (this.band === null || hour >= this.band.fromHour + DAY_HOURS) this.band = this.bandFrom(hour);
    this.keep(value);
    return this.band === null || value === undefined ? undefined : outside(this.band, hour, value);
  }

  state(): ForecastState {
    return { history: this.history.map((value) => (Number.isNaN(value) ? null : value)), band: this.band };
  }

  private keep(value: number | undefined): void {
    this.history.push(value ?? NaN);
    if (this.history.length > HISTORY_HOURS) this.history.shift();
  }

  private bandFrom(fromHour: number): Band | null {
    if (this.history.length < LEAST_HOURS) return null;
    const found = forecast({ values: Float64Array.from(this.history), seasons: [DAY_HOURS, WEEK_HOURS], ...(this.isCount && { count: 'complete' as const }) }, DAY_HOURS);
    if (found.kind !== 'forecast') return null;
    return { fromHour, point: [...found.point], lower: [...found.lower95], upper: [...found.upper95] };
  }
}

function outside({ fromHour, ...band }: Band, hour: number, value: number): Score {
  const at = hour - fromHour;
  const [point, lower, upper] = [band.point[at] as number, band.lower[at] as number, band.upper[at] as number];
  const isAbove = value > point;
  const width = isAbove ? upper - point : point - lower;
  const distance = Math.abs(value - point);
  const isOutside = value > upper || value < lower;
  // A constant is forecast without any error: then anything else is beyond, by as much as it is away.
  const rarity = width > 0 ? distance / width : distance;
  return { rarity: isOutside ? rarity : 0, bound: isAbove ? upper : lower, contributions: [{ part: isAbove ? 'above_forecast' : 'below_forecast', share: 1 }] };
}
