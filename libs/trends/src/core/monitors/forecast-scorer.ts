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
 * in widths of the interval, which is taken to be a grain wide at least (a call, a second, a hundredth). How far is worth an alert the past has to tell: the intervals of counts of few calls are too narrow by themselves.
 * Nothing is told of the first two weeks. About 10 ms a day of hours, microseconds otherwise.
 */
export class ForecastScorer implements Scorer {
  private readonly isCount: boolean;
  private readonly grain: number;
  private readonly history: number[];
  private band: Band | null;

  constructor({ metric }: Pick<WatchSettings, 'metric'>, state: unknown) {
    const known = state as ForecastState | undefined;
    this.isCount = METRICS[metric].isCount;
    this.grain = METRICS[metric].grain;
    this.history = (known?.history ?? []).map((value) => value ?? NaN);
    this.band = known?.band ?? null;
  }

  score({ hour, value }: Reading): Score | undefined {
    if (this.band === null || hour >= this.band.fromHour + DAY_HOURS) this.band = this.bandFrom(hour);
    this.keep(value);
    return this.band === null || value === undefined ? undefined : outside(this.band, { hour, value }, this.grain);
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

function outside({ fromHour, ...band }: Band, { hour, value }: { readonly hour: number; readonly value: number }, grain: number): Score {
  const at = hour - fromHour;
  const [point, lower, upper] = [band.point[at] as number, band.lower[at] as number, band.upper[at] as number];
  const isAbove = value > point;
  // A night in which hardly anybody ever called is forecast to a hundredth of a call: one more is still no more than one.
  const width = Math.max(grain, isAbove ? upper - point : point - lower);
  const isOutside = value > upper || value < lower;
  return { rarity: isOutside ? Math.abs(value - point) / width : 0, bound: isAbove ? upper : lower, contributions: [{ part: isAbove ? 'above_forecast' : 'below_forecast', share: 1 }] };
}
